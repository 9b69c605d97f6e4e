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

// One goes on at the first of what came.
const replace = (editor, from, to, blocks) => {
  editor.view.dispatch(closeHistory(editor.state.tr.replaceWith(from, to, blocks)))
  editor.chain().focus().setNodeSelection(from).run()
}

// Each picture by itself.
export const split = (editor, pos) => {
  const { attrs, type } = editor.state.doc.nodeAt(pos)
  replace(editor, pos, pos + 1, attrs.ids.map((id) => type.create({ ids: [id] })))
}

// One gallery with the pictures right above.
export const join = (editor, pos) => {
  const { nodeBefore, nodeAfter } = editor.state.doc.resolve(pos)
  const ids = unique([...nodeBefore.attrs.ids, ...nodeAfter.attrs.ids])
  replace(editor, pos - 1, pos + 1, nodeAfter.type.create({ ids }))
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
