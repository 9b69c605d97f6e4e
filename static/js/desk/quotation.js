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

// Puts what is missing of these nodes into the quotation around the cursor, in its place, and goes to the first.
const addParts = (...names) => ({ state, tr, dispatch, commands }) => {
  const { $from } = state.selection
  const depth = ancestor($from, "quotation")
  const figure = $from.node(depth)
  const held = figure.content.content.map((child) => child.type.name)
  const index = names.includes("attribution") ? held.length : held.lastIndexOf("blockquote") + 1
  const missing = names.filter((name) => (name === "blockquote" ? held[1] !== name : !held.includes(name)))
  const parts = figure.type.create(null, missing.map((name) => state.schema.nodes[name].createAndFill())).content
  if (!parts.size || !figure.canReplace(index, index, parts)) return false
  if (!dispatch) return true
  const at = placeOf($from, depth, index)
  tr.insert(at, parts)
  return commands.setTextSelection(at + (missing[0] === "blockquote" ? 2 : 1))
}

// Where the child of that number begins.
const placeOf = ($from, depth, index) => {
  let at = $from.start(depth)
  for (let before = 0; before < index; before++) at += $from.node(depth).child(before).nodeSize
  return at
}

// Goes to the end of who said it, which is there from then on.
const goToAttribution = ({ state, commands }) => {
  const { $from } = state.selection
  const depth = ancestor($from, "quotation")
  if (!depth) return false
  if ($from.node(depth).lastChild.type.name !== "attribution") return commands.addAttribution()
  return commands.setTextSelection($from.after(depth) - 2)
}

// Enter on the empty last line of a quotation's words goes on to who translated them, or who said them.
const leaveWords = ({ state, tr, commands }) => {
  const { $from, empty } = state.selection
  const depth = ancestor($from, "quotation")
  if (!empty || !depth || $from.depth !== depth + 2 || $from.parent.content.size) return false
  const words = $from.node(depth + 1)
  if (words.type.name !== "blockquote" || words.childCount < 2) return false
  if ($from.index(depth + 1) !== words.childCount - 1) return false
  const figure = $from.node(depth)
  const next = figure.maybeChild($from.index(depth) + 1)
  tr.delete($from.before(), $from.after())
  const behind = tr.mapping.map($from.after(depth + 1))
  if (next?.type.name === "translator") return commands.setTextSelection(behind + next.nodeSize - 1)
  if (figure.lastChild.type.name !== "attribution") return commands.addAttribution()
  return commands.setTextSelection(tr.mapping.map($from.after(depth)) - 2)
}

export const Quotation = Node.create({
  name: "quotation",
  group: "block",
  content: "blockquote (blockquote translator?)? attribution?",
  defining: true,
  isolating: true,
  addOptions: () => ({ label: "Quotation with attribution", translationLabel: "Add the translation" }),
  parseHTML: () => [{ tag: "figure.quote", priority: 60 }],
  renderHTML: ({ HTMLAttributes }) => ["figure", mergeAttributes(HTMLAttributes, { class: "quote" }), 0],
  addCommands: () => ({
    toggleQuotation: () => (props) => (ancestor(props.state.selection.$from, "quotation") ? unquote : quote)(props),
    addAttribution: () => addParts("attribution"),
    goToAttribution: () => goToAttribution,
    addTranslation: () => addParts("blockquote", "translator"),
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
