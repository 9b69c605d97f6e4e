// Quotation: <figure class="quote"> holding the words quoted, perhaps their translation, and who said them.
import { Node, mergeAttributes } from "django-prose-editor/editor";

const ancestor = ($pos, name) => {
  for (let depth = $pos.depth; depth > 0; depth--) if ($pos.node(depth).type.name === name) return depth
  return 0
}

// What is to be quoted: the plain block quote around the cursor, else the selected blocks.
const chosenBlocks = ({ $from, $to }) => {
  const depth = ancestor($from, "blockquote")
  if (depth) return { from: $from.before(depth), to: $from.after(depth), words: $from.node(depth).content }
  const range = $from.blockRange($to)
  if (!range) return null
  const { parent, start, end, startIndex, endIndex } = range
  return { from: start, to: end, words: parent.content.cutByIndex(startIndex, endIndex) }
}

const quote = ({ state, tr, dispatch, commands }) => {
  const { blockquote, quotation, attribution } = state.schema.nodes
  const chosen = chosenBlocks(state.selection)
  if (!chosen) return false
  const $at = state.doc.resolve(chosen.from)
  const end = state.doc.resolve(chosen.to).index($at.depth)
  if (!$at.parent.canReplaceWith($at.index(), end, quotation)) return false
  if (!blockquote.validContent(chosen.words)) return false
  if (!dispatch) return true
  const figure = quotation.create(null, [blockquote.create(null, chosen.words), attribution.create()])
  tr.replaceWith(chosen.from, chosen.to, figure)
  const isEmpty = !chosen.words.textBetween(0, chosen.words.size).trim()
  return commands.setTextSelection(isEmpty ? chosen.from + 3 : chosen.from + figure.nodeSize - 2)
}

// Back to a plain block quote, with who said it as a last paragraph.
const unquote = ({ state, tr, dispatch, commands }) => {
  const { $from } = state.selection
  const depth = ancestor($from, "quotation")
  if (!dispatch) return true
  const kept = []
  $from.node(depth).forEach((child) => {
    if (child.type.name === "blockquote") kept.push(child)
    else if (child.content.size) kept.push(state.schema.nodes.paragraph.create(child.attrs, child.content))
  })
  tr.replaceWith($from.before(depth), $from.after(depth), kept)
  const end = $from.before(depth) + kept.reduce((size, node) => size + node.nodeSize, 0)
  return commands.setTextSelection(end - (kept.at(-1).isTextblock ? 1 : 2))
}

// Puts a node of that kind into the quotation around the cursor, after its last block quote, and goes there.
const addPart = (name) => ({ state, tr, dispatch, commands }) => {
  const { $from } = state.selection
  const depth = ancestor($from, "quotation")
  const figure = $from.node(depth)
  const quotes = []
  figure.forEach((child, offset) => {
    if (child.type.name === "blockquote") quotes.push(offset + child.nodeSize)
  })
  const at = $from.start(depth) + quotes.at(-1)
  const part = state.schema.nodes[name].createAndFill()
  if (!figure.canReplaceWith(quotes.length, quotes.length, part.type)) return false
  if (!dispatch) return true
  tr.insert(at, part)
  return commands.setTextSelection(at + (name === "blockquote" ? 2 : 1))
}

// Enter on the empty last line of a quotation's words goes on to who said them.
const leaveWords = ({ state, tr, commands }) => {
  const { $from, empty } = state.selection
  const depth = ancestor($from, "quotation")
  if (!empty || !depth || $from.depth !== depth + 2 || $from.parent.content.size) return false
  const words = $from.node(depth + 1)
  if (words.type.name !== "blockquote" || words.childCount < 2) return false
  if ($from.index(depth + 1) !== words.childCount - 1) return false
  const figure = $from.node(depth)
  tr.delete($from.before(), $from.after())
  if (figure.lastChild.type.name !== "attribution") return commands.addAttribution()
  return commands.setTextSelection(tr.mapping.map($from.after(depth)) - 2)
}

export const Quotation = Node.create({
  name: "quotation",
  group: "block",
  content: "blockquote{1,2} attribution?",
  defining: true,
  isolating: true,
  addOptions: () => ({ label: "Quotation with attribution", translationLabel: "Add the translation" }),
  parseHTML: () => [{ tag: "figure.quote", priority: 60 }],
  renderHTML: ({ HTMLAttributes }) => ["figure", mergeAttributes(HTMLAttributes, { class: "quote" }), 0],
  addCommands: () => ({
    toggleQuotation: () => (props) => (ancestor(props.state.selection.$from, "quotation") ? unquote : quote)(props),
    addAttribution: () => addPart("attribution"),
    addTranslation: () => addPart("blockquote"),
  }),
  addKeyboardShortcuts() {
    return { Enter: () => this.editor.commands.command(leaveWords) }
  },
  addMenuItems({ menu, buttons }) {
    const inside = (editor) => editor.isActive("quotation")
    menu.defineItem({
      name: "quotation",
      groups: "nodes",
      button: buttons.material("record_voice_over", this.options.label),
      active: inside,
      enabled: (editor) => editor.can().toggleQuotation(),
      command: (editor) => editor.chain().focus().toggleQuotation().run(),
    })
    menu.defineItem({
      name: "translation",
      groups: "nodes",
      button: buttons.material("translate", this.options.translationLabel),
      hidden: (editor) => !inside(editor) || !editor.can().addTranslation(),
      command: (editor) => editor.chain().focus().addTranslation().run(),
    })
  },
})

export const Attribution = Node.create({
  name: "attribution",
  content: "inline*",
  defining: true,
  parseHTML: () => [{ tag: "figcaption", context: "quotation/" }],
  renderHTML: ({ HTMLAttributes }) => ["figcaption", HTMLAttributes, 0],
  addKeyboardShortcuts() {
    const here = () => {
      const { $from, empty } = this.editor.state.selection
      return $from.parent.type === this.type && empty ? $from : null
    }
    return {
      Enter: () => {
        const $from = here()
        if (!$from) return false
        const after = $from.after($from.depth - 1)
        return this.editor.chain().insertContentAt(after, { type: "paragraph" }).setTextSelection(after + 1).run()
      },
      Backspace: () => {
        const $from = here()
        if (!$from || $from.parent.content.size) return false
        return this.editor.chain().deleteNode(this.name).setTextSelection($from.before() - 2).run()
      },
    }
  },
})
