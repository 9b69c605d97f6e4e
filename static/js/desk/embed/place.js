// Place: where a card or a picture may stand in a text, and how it comes and moves there.
import { pm } from "django-prose-editor/editor";

const { TextSelection } = pm.state
const { closeHistory } = pm.history

// The stretch that cards take the place of: the empty line of the cursor, on the top level; null if it stands in none.
export const emptyPlace = ({ $from, empty }) => {
  const line = $from.parent
  const isEmpty = empty && $from.depth === 1 && line.type.name === "paragraph" && !line.content.size
  return isEmpty ? [$from.before(), $from.after()] : null
}

// The same, or else right after the block of the cursor.
export const nearestPlace = (selection) => {
  const after = selection.$to.depth ? selection.$to.after(1) : selection.to
  return emptyPlace(selection) ?? [after, after]
}

// One goes on writing at the end of what came; behind a card, on a line of its own.
const goOn = (tr, pos, schema) => {
  const { nodeBefore, nodeAfter } = tr.doc.resolve(pos)
  if (nodeBefore.isTextblock) return tr.setSelection(TextSelection.near(tr.doc.resolve(pos), -1))
  if (!nodeAfter?.isTextblock || nodeAfter.content.size) tr.insert(pos, schema.nodes.paragraph.create())
  return tr.setSelection(TextSelection.near(tr.doc.resolve(pos + 1)))
}

// Cards in the place of those blocks that are addresses. It is a step of its own, which Undo takes back alone.
export const makeCards = (view, from, blocks) => {
  const { tr, schema } = view.state
  let pos = from
  for (const { node, url } of blocks) {
    const card = url && schema.nodes.embed.create({ url })
    if (card) tr.replaceWith(pos, pos + node.nodeSize, card)
    pos += (card || node).nodeSize
  }
  view.dispatch(closeHistory(goOn(tr, pos, schema).scrollIntoView()))
}

// Put blocks into a place, as text, and then make cards of the addresses.
export const putBlocks = (view, [from, to], blocks) => {
  const tr = view.state.tr.replaceWith(from, to, blocks.map(({ node }) => node)).setMeta("preventAutolink", true)
  view.dispatch(closeHistory(tr))
  makeCards(view, from, blocks)
}

// One card or picture in a place, in a step of its own.
export const putNode = (view, [from, to], node) => {
  const tr = view.state.tr.replaceWith(from, to, node)
  view.dispatch(closeHistory(goOn(tr, from + node.nodeSize, view.state.schema).scrollIntoView()))
}

// One block up (-1) or down (1), past its neighbour; not below the empty line that a text ends in.
export const moveBlock = (editor, pos, step) => {
  const { doc, tr } = editor.state
  const at = doc.resolve(pos).index(0)
  const [card, other] = [doc.child(at), doc.maybeChild(at + step)]
  const isEnd = at + step === doc.childCount - 1 && other?.isTextblock && !other.content.size
  if (!other || isEnd) return false
  const from = step < 0 ? pos - other.nodeSize : pos
  tr.replaceWith(from, from + card.nodeSize + other.nodeSize, step < 0 ? [card, other] : [other, card])
  editor.view.dispatch(tr.scrollIntoView())
  return editor.chain().focus().setNodeSelection(step < 0 ? from : from + other.nodeSize).run()
}

// Alt and an arrow key move the selected block of a type.
export const moveKeys = (editor, type) => {
  const move = (step) => () => {
    const { selection } = editor.state
    return selection.node?.type.name === type && (moveBlock(editor, selection.from, step), true)
  }
  return { "Alt-ArrowUp": move(-1), "Alt-ArrowDown": move(1) }
}
