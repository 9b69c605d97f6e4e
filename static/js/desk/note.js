// Note: <aside class="note">, a box in which the editors speak. Its label is put in when it is shown.
import { Node } from "django-prose-editor/editor";

const noteAt = ($pos) => {
  for (let depth = $pos.depth; depth > 0; depth--) if ($pos.node(depth).type.name === "note") return depth
  return 0
}

// The blocks of the text itself that are selected; a note stands in no other block.
const wrap = ({ state, tr, dispatch, commands }) => {
  const { $from, $to } = state.selection
  const range = $from.blockRange($to, (node) => node.type === state.doc.type)
  if (!range) return false
  const blocks = state.doc.content.cutByIndex(range.startIndex, range.endIndex)
  if (!state.schema.nodes.note.validContent(blocks)) return false
  if (!dispatch) return true
  tr.replaceWith(range.start, range.end, state.schema.nodes.note.create(null, blocks))
  return commands.setTextSelection($to.pos + 1)
}

const unwrap = ({ state, tr, dispatch, commands }) => {
  const { $from } = state.selection
  const depth = noteAt($from)
  if (!dispatch) return true
  tr.replaceWith($from.before(depth), $from.after(depth), $from.node(depth).content)
  return commands.setTextSelection($from.pos - 1)
}

// Enter on the empty last line of a note goes on behind it.
const leave = ({ state, tr, commands }) => {
  const { $from, empty } = state.selection
  const depth = noteAt($from)
  if (!empty || !depth || $from.depth !== depth + 1 || $from.parent.content.size) return false
  const note = $from.node(depth)
  if (note.childCount < 2 || $from.index(depth) !== note.childCount - 1) return false
  tr.delete($from.before(), $from.after())
  const after = tr.mapping.map($from.after(depth))
  tr.insert(after, state.schema.nodes.paragraph.create())
  return commands.setTextSelection(after + 1)
}

export const Note = Node.create({
  name: "note",
  group: "block",
  content: "(paragraph | bulletList | orderedList)+",
  defining: true,
  addOptions: () => ({ label: "Editor's note" }),
  parseHTML: () => [{ tag: "aside.note" }],
  renderHTML: () => ["aside", { class: "note" }, 0],
  addCommands: () => ({
    toggleNote: () => (props) => (noteAt(props.state.selection.$from) ? unwrap : wrap)(props),
  }),
  addKeyboardShortcuts() {
    return { Enter: () => this.editor.commands.command(leave) }
  },
  addMenuItems({ menu, buttons }) {
    menu.defineItem({
      name: "note",
      groups: "nodes",
      button: buttons.material("sticky_note_2", this.options.label),
      active: (editor) => editor.isActive("note"),
      enabled: (editor) => editor.can().toggleNote(),
      command: (editor) => editor.chain().focus().toggleNote().run(),
    })
  },
})
