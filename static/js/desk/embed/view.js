// View: an embed as it is shown in the editor: our copy as readers see it, what is to be said of it, and its buttons.
import { crel } from "django-prose-editor/editor";
import { hostOf } from "./address.js";
import { again, watch } from "./asking.js";
import { moveBlock } from "./place.js";

// The reader's style sheets and the editor's do not see each other in a shadow tree.
const copyIn = (styles) => {
  const dom = crel("div", { className: "shown-card", inert: true })
  const tree = dom.attachShadow({ mode: "open" })
  const sheets = styles.map((href) => crel("link", { rel: "stylesheet", href }))
  const words = crel("div", { className: "prose" }) // as round the cards that readers see
  tree.append(...sheets, words)
  return { dom, show: (html) => ((words.innerHTML = html), (dom.hidden = !html)) }
}

const button = (textContent, onclick, more = {}) =>
  crel("button", { type: "button", textContent, onclick, ...more })

const arrow = (sign, name, onclick) => button(sign, onclick, { title: name, "aria-label": name })

const keepAsLink = (editor, pos, url) => {
  const { schema } = editor
  const line = schema.nodes.paragraph.create(null, schema.text(url, [schema.marks.link.create({ href: url })]))
  editor.view.dispatch(editor.state.tr.replaceWith(pos, pos + 1, line))
  editor.commands.focus(pos + 1 + url.length)
}

const saying = (card, trouble, words) => {
  if (trouble) return trouble
  if (!card || card.state === "pending") return words.fetching
  if (card.state !== "failed") return card.reason_text
  return `${card.reason_text} ${card.will_retry ? words.retrying : words.linked}`
}

export const embedView = (settings) => ({ node, editor, getPos }) => {
  const { url } = node.attrs
  const { words } = settings
  const host = crel("strong", { className: "embed-card__host", dir: "ltr", textContent: hostOf(url) })
  const copy = copyIn(settings.styles)
  const said = crel("div", { className: "embed-card__said", role: "status", "aria-live": "polite" })
  const change = button("", () => again(url), { hidden: true })
  const edit = crel("a", { target: "_blank", rel: "noopener", textContent: words.edit, hidden: true })
  const acts = crel("div", { className: "embed-card__acts" }, [
    arrow("↑", words.up, () => moveBlock(editor, getPos(), -1)),
    arrow("↓", words.down, () => moveBlock(editor, getPos(), 1)),
    change,
    edit,
    button(words.keep, () => keepAsLink(editor, getPos(), url)),
    button(words.remove, () => editor.chain().focus().deleteRange({ from: getPos(), to: getPos() + 1 }).run()),
  ])
  acts.hidden = !editor.isEditable
  const dom = crel("figure", { className: "embed-card", contentEditable: "false", role: "group" }, [
    host,
    copy.dom,
    said,
    acts,
  ])

  const show = (card, trouble) => {
    const state = card?.state ?? "pending"
    dom.dataset.state = state
    dom.setAttribute("aria-label", `${words.embed}: ${card?.name || hostOf(url)}`)
    copy.show(card?.html ?? "")
    host.hidden = Boolean(card?.html)
    const text = saying(card, trouble, words)
    if (said.textContent !== text) said.textContent = text // said once, not at every look
    // A new copy in the place of one that readers see is for those who may correct it.
    change.hidden = state !== "failed" && !(state === "settled" && card.edit_url)
    change.textContent = state === "failed" ? words.retry : words.again
    edit.hidden = state === "pending" || !card.edit_url
    if (card?.edit_url) edit.href = card.edit_url
  }
  show(undefined, "")
  const unwatch = watch(url, show, settings)

  return {
    dom,
    update: (other) => other.type === node.type && other.attrs.url === url,
    stopEvent: (event) => acts.contains(event.target),
    ignoreMutation: (mutation) => mutation.type !== "selection",
    destroy: unwatch,
  }
}
