// Direction: which language a passage is in and which way it runs, kept in `lang` and `dir`.
import { Extension, Plugin, pm } from "django-prose-editor/editor";

const { Fragment, Slice } = pm.model

const TEXTBLOCKS = ["paragraph", "heading", "attribution", "translator"]
const CONTAINERS = ["blockquote", "bulletList", "orderedList", "listItem", "table", "tableCell", "tableHeader"]
// These have an edge of their own (a bullet, a bar, the order of columns) that has to be on the right side.
const EDGED = ["blockquote", "bulletList", "orderedList", "listItem", "table"]
const RTL = /^[^\p{L}]*[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u

const attribute = (name, fallback, read = (value) => value) => ({
  [name]: {
    default: fallback,
    parseHTML: (element) => read(element.getAttribute(name)) || fallback,
    renderHTML: (attrs) => (attrs[name] ? { [name]: attrs[name] } : {}),
  },
})
const knownDirection = (value) => (["ltr", "rtl", "auto"].includes(value) ? value : null)

// `dir="auto"` does not look into children that have a `dir` of their own, so that a list or a quotation
// cannot find its direction by itself: it is written there when its text begins in a script that runs leftwards.
// The attributes that a node is to have by its text; null where it has them.
const directed = (node) => {
  if (!EDGED.includes(node.type.name) || node.attrs.lang) return null
  const dir = RTL.test(node.textBetween(0, Math.min(node.content.size, 200), " ")) ? "rtl" : null
  return node.attrs.dir === dir ? null : { ...node.attrs, dir }
}

const followText = (state) => {
  const tr = state.tr
  state.doc.descendants((node, pos) => {
    if (node.isTextblock) return false
    const attrs = directed(node)
    if (attrs) tr.setNodeMarkup(pos, null, attrs)
    return true
  })
  return tr.docChanged ? tr.setMeta("addToHistory", false) : null
}

// The same of what is pasted, before it comes: of a whole page, each list would be a step of its own, and all steps are
// compared with each other.
const directedAll = (fragment) =>
  Fragment.fromArray(
    fragment.content.map((node) =>
      node.isTextblock || node.isLeaf ? node : node.type.create(directed(node) ?? node.attrs, directedAll(node.content), node.marks),
    ),
  )
const directPasted = ({ content, openStart, openEnd }) => new Slice(directedAll(content), openStart, openEnd)

// The passage the cursor stands in: its innermost block quote, list or cell; else the selected blocks.
const passage = ({ $from, $to }) => {
  for (let depth = $from.sharedDepth($to.pos); depth > 0; depth--) {
    const name = $from.node(depth).type.name
    if (CONTAINERS.includes(name) && name !== "listItem") return [$from.before(depth), $from.after(depth)]
  }
  return [$from.before(1), $to.after(1)]
}

const setLanguage = (lang, dir) => ({ state, tr, dispatch }) => {
  const [from, to] = passage(state.selection)
  state.doc.nodesBetween(from, to, (node, pos) => {
    const isTextblock = TEXTBLOCKS.includes(node.type.name)
    const isWhole = CONTAINERS.includes(node.type.name) && pos >= from && pos + node.nodeSize <= to
    if (!isTextblock && !isWhole) return
    if (dispatch) tr.setNodeMarkup(pos, null, { ...node.attrs, lang: lang || null, dir: lang ? dir : isTextblock ? "auto" : null })
  })
  return true
}

export const Direction = Extension.create({
  name: "direction",
  priority: 20,
  addOptions: () => ({ label: "Language of this passage", none: "Language", languages: [] }),
  addGlobalAttributes: () => [
    { types: TEXTBLOCKS, attributes: { ...attribute("lang", null), ...attribute("dir", "auto", knownDirection) } },
    { types: CONTAINERS, attributes: { ...attribute("lang", null), ...attribute("dir", null, knownDirection) } },
  ],
  addCommands: () => ({ setLanguage }),
  addProseMirrorPlugins: () => [
    new Plugin({
      props: { transformPasted: directPasted },
      appendTransaction: (transactions, _before, state) =>
        transactions.some((each) => each.docChanged) ? followText(state) : null,
    }),
  ],
  onCreate({ editor }) {
    const { label, none, languages } = this.options
    const select = document.createElement("select")
    select.className = "prose-menubar__language"
    select.setAttribute("aria-label", label)
    select.title = label
    select.append(new Option(none, ""), ...languages.map(([code, name]) => new Option(name, code)))
    const directions = new Map(languages.map(([code, , dir]) => [code, dir]))
    select.addEventListener("change", () => {
      editor.chain().focus().setLanguage(select.value, directions.get(select.value)).run()
    })
    editor.on("transaction", () => {
      select.value = editor.state.selection.$from.parent.attrs.lang ?? ""
    })
    editor.storage.menu.dom.append(select)
  },
})
