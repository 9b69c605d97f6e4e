// Block: pictures as a block of the text, changed.
import { pm } from "django-prose-editor/editor";
import { idOf } from "./uploads.js";

const { closeHistory } = pm.history
const unique = (ids) => [...new Map(ids.map((id) => [idOf(id) ?? id, id])).values()]

// Other pictures, or another order; without any, the block goes.
export const setIds = (view, pos, ids) => {
  const { tr } = view.state
  if (ids.length) tr.setNodeAttribute(pos, "ids", unique(ids))
  else tr.delete(pos, pos + 1)
  view.dispatch(closeHistory(tr))
}

// Each picture by itself.
export const split = ({ view, commands }, pos) => {
  const node = view.state.doc.nodeAt(pos)
  view.dispatch(closeHistory(view.state.tr.replaceWith(pos, pos + 1, node.attrs.ids.map((id) => node.type.create({ ids: [id] })))))
  commands.setNodeSelection(pos)
  commands.focus()
}

// One gallery with the pictures right above.
export const join = ({ view, commands }, pos) => {
  const { nodeBefore, nodeAfter } = view.state.doc.resolve(pos)
  const ids = unique([...nodeBefore.attrs.ids, ...nodeAfter.attrs.ids])
  view.dispatch(closeHistory(view.state.tr.replaceWith(pos - 1, pos + 1, nodeAfter.type.create({ ids }))))
  commands.setNodeSelection(pos - 1)
  commands.focus()
}

// What has arrived is in the text by its id from now on. That is no step that Undo takes back.
export const settle = (view, key) => {
  const { tr } = view.state
  view.state.doc.forEach((node, pos) => {
    if (!node.attrs.ids?.includes(key)) return
    tr.setNodeAttribute(pos, "ids", unique(node.attrs.ids.map((each) => idOf(each) ?? each)))
  })
  if (tr.docChanged) view.dispatch(tr.setMeta("addToHistory", false))
}
