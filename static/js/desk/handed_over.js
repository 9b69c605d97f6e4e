// Handed over: who began to write before the editor was there goes on writing in it.

document.addEventListener("focusout", ({ target }) => {
  if (!target.matches(".prose-editor textarea, textarea[data-django-prose-editor-configurable]")) return
  setTimeout(() => {
    const text = target.closest(".prose-editor")?.querySelector(".ProseMirror")
    if (document.activeElement === document.body) text?.editor.commands.focus("end")
  })
})
