// At rest: what follows the editor's state, but need not be known before the next key. It is worked out once, as soon as
// the browser has nothing else to do, however many changes there were.

const SOON = 200
const idle = window.requestIdleCallback ?? ((act) => setTimeout(act, 0))
const following = new WeakMap() // by the editor: what is to be done

const follow = (editor) => {
  const acts = []
  let isAsked = false
  const run = () => {
    isAsked = false
    if (!editor.isDestroyed) for (const act of acts) act()
  }
  editor.on("transaction", () => {
    if (!isAsked) idle(run, { timeout: SOON })
    isAsked = true
  })
  return acts
}

// Do it after each change of the editor, in the order in which it was asked for.
export const atRest = (editor, act) => {
  if (!following.has(editor)) following.set(editor, follow(editor))
  following.get(editor).push(act)
}
