// Embed: a card between the blocks of a text, made of an address on a line of its own. The text holds the address
// alone, as <figure class="embed"><a href>: all that the card shows is the server's.
import { Document as AnyDocument, Node, Plugin } from "django-prose-editor/editor";
import { addressIn } from "./embed/address.js";
import { askForAddress } from "./embed/dialog.js";
import { pastedBlocks } from "./embed/lines.js";
import { emptyPlace, makeCards, moveKeys, nearestPlace, putBlocks } from "./embed/place.js";
import { embedView } from "./embed/view.js";

// Cards and pictures stand on the top level alone: not in lists, quotations or tables.
export const Document = AnyDocument.extend({
  addOptions: () => ({ cards: false }),
  content() {
    return this.options.cards ? "(block | embed | images)+" : "block+"
  },
})

const urlsIn = (doc) => [...doc.content.content].map((node) => node.attrs.url).filter(Boolean)

// The line that the cursor stands at the end of, if it is an address.
const typedLine = ({ selection: { $from, empty } }) => {
  const line = $from.parent
  const isWhole = empty && $from.depth === 1 && line.type.name === "paragraph" && $from.parentOffset === line.content.size
  const url = isWhole && addressIn(line.textContent)
  return url ? { from: $from.before(), blocks: [{ node: line, url }] } : null
}

export const Embed = Node.create({
  name: "embed",
  priority: 1100, // before what makes links of pasted addresses
  atom: true,
  draggable: true,
  selectable: true,
  addOptions: () => ({ label: "Embed from an address", address: "", column: null, styles: [], words: {} }),
  addStorage: () => ({ undone: new Set() }),
  addAttributes: () => ({ url: { default: null, rendered: false } }),
  parseHTML: () => [
    {
      tag: "figure.embed",
      priority: 60,
      getAttrs: (figure) => {
        const url = addressIn(figure.querySelector("a[href]")?.getAttribute("href") ?? "")
        return url ? { url } : false
      },
    },
  ],
  renderHTML: ({ node: { attrs } }) => ["figure", { class: "embed" }, ["a", { href: attrs.url }, attrs.url]],
  renderText: ({ node }) => node.attrs.url,
  addNodeView() {
    return embedView(this.options)
  },
  addProseMirrorPlugins: () => [
    new Plugin({
      props: {
        handlePaste(view, _event, slice) {
          const place = emptyPlace(view.state.selection)
          const blocks = place && pastedBlocks(slice, view.state.schema.nodes)
          if (blocks) putBlocks(view, place, blocks)
          return Boolean(blocks)
        },
      },
    }),
  ],
  // Whoever undoes a card wants the address as text: Enter behind it does not make a card once more.
  onTransaction({ transaction }) {
    if (transaction.getMeta("history$")?.redo !== false) return
    const now = new Set(urlsIn(transaction.doc))
    for (const url of urlsIn(transaction.before)) if (!now.has(url)) this.storage.undone.add(url)
  },
  addKeyboardShortcuts() {
    const { editor, storage } = this
    return {
      Enter: () => {
        const typed = typedLine(editor.state)
        if (!typed || editor.view.composing || storage.undone.has(typed.blocks[0].url)) return false
        makeCards(editor.view, typed.from, typed.blocks)
        return true
      },
      ...moveKeys(editor, "embed"),
    }
  },
  addMenuItems({ menu, buttons }) {
    const { words } = this.options
    const insert = (editor) => (url) => {
      const { state, view, schema } = editor
      const line = schema.nodes.paragraph.create(null, schema.text(url))
      putBlocks(view, nearestPlace(state.selection), [{ node: line, url }])
    }
    menu.defineItem({
      name: "embed",
      groups: "nodes",
      button: buttons.material("add_link", this.options.label),
      // At once, with the cursor: the browser gives the focus back without it, and drops what is typed before it comes.
      command: (editor) => askForAddress(words, insert(editor), () => editor.view.focus()),
    })
  },
})
