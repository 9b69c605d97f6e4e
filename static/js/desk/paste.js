// Paste: what comes from web pages and word processors, brought to the few elements that an entry has.
import { Extension, Heading as AnyHeading, Plugin } from "django-prose-editor/editor";

// A foreign title is a heading here, and anything deeper a sub-heading.
const LEVELS = { h1: 3, h2: 3, h3: 3, h4: 4, h5: 4, h6: 4 }

export const Heading = AnyHeading.extend({
  parseHTML: () => Object.entries(LEVELS).map(([tag, level]) => ({ tag, attrs: { level } })),
})

// A style or a handler does nothing here, but the page's security policy reports each one as soon as the paste is
// parsed. What a style says can still be read under another name.
const disarm = (html) =>
  html
    .replace(/<style\b[\s\S]*?<\/style\s*>/gi, "")
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\s(style|on[a-z]+)\s*=/gi, " data-$1="))

const EMPHASIS = [
  [/font-weight:\s*(bold|[6-9]00)/i, "strong"],
  [/font-style:\s*italic/i, "em"],
]
const styleOf = (element) => element.dataset.style ?? ""

// Google Docs writes bold and italics as styles, and wraps the whole in a <b> that is not bold.
const emphasise = (body) => {
  for (const element of body.querySelectorAll("b, span")) {
    const style = styleOf(element)
    if (element.localName === "b") {
      if (/font-weight:\s*normal/i.test(style)) element.replaceWith(...element.childNodes)
      continue
    }
    for (const [said, name] of EMPHASIS) {
      if (!said.test(style)) continue
      const mark = element.ownerDocument.createElement(name)
      mark.append(...element.childNodes)
      element.append(mark)
    }
  }
}

// Word marks a list as paragraphs with a level in their style and the bullet or number as text.
const wordLevel = (paragraph) => {
  const found = /mso-list:[^;]*level(\d)/i.exec(styleOf(paragraph))
  return found ? Number(found[1]) : 0
}

const takeMarker = (paragraph) => {
  const marker = [...paragraph.querySelectorAll("[data-style]")].find((each) => /mso-list:\s*ignore/i.test(styleOf(each)))
  marker?.remove()
  return marker?.textContent.trim() ?? ""
}

const openList = (lists, paragraph, level, kind) => {
  const list = paragraph.ownerDocument.createElement(kind)
  const outer = lists.at(-1)
  if (outer?.list.lastElementChild) outer.list.lastElementChild.append(list)
  else paragraph.before(list)
  lists.push({ list, level })
}

const rebuildWordLists = (body) => {
  let lists = []
  for (const paragraph of body.querySelectorAll("p")) {
    const level = wordLevel(paragraph)
    if (!level || paragraph.previousElementSibling !== lists[0]?.list) lists = []
    if (!level) continue
    const kind = /^[\p{L}\p{N}]+[.)]/u.test(takeMarker(paragraph)) ? "ol" : "ul"
    while (lists.length && lists.at(-1).level > level) lists.pop()
    if (!lists.length || lists.at(-1).level < level) openList(lists, paragraph, level, kind)
    const item = paragraph.ownerDocument.createElement("li")
    lists.at(-1).list.append(item)
    item.append(paragraph)
  }
}

// Nothing of these is text, though a browser copies it along. What somebody may have seen of them, they are told.
const UNSEEN = "script, noscript, template, [hidden], [aria-hidden=true]"
const NO_TEXT = "nav, button, select, textarea"
const PICTURES = "img, video, audio, iframe, canvas" // no node of ours is made of them
const isOurs = (body) => body.querySelector("[data-pm-slice]")

export const cleanPaste = (html, view) => {
  const { body } = new DOMParser().parseFromString(disarm(html), "text/html")
  emphasise(body)
  rebuildWordLists(body)
  for (const each of body.querySelectorAll(UNSEEN)) each.remove()
  if (!isOurs(body) && body.querySelector(`${NO_TEXT}, ${PICTURES}`)) view?.dom.dispatchEvent(new Event("leftout", { bubbles: true }))
  for (const each of body.querySelectorAll(NO_TEXT)) each.remove()
  return body.innerHTML
}

export const Paste = Extension.create({
  name: "cleanPaste", // Tiptap has a "paste" of its own
  // It also works out what each change has deleted, which takes as long as a large paste itself: nobody here asks.
  onBeforeCreate({ editor }) {
    editor.options.coreExtensionOptions = { ...editor.options.coreExtensionOptions, delete: { filterTransaction: () => true } }
  },
  addProseMirrorPlugins: () => [new Plugin({ props: { transformPastedHTML: cleanPaste } })],
})
