// Keys: Ctrl+Enter (on a Mac, Command+Enter) presses the form's main button, wherever the cursor stands.

document.addEventListener(
  "keydown",
  (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return
    const form = event.target.closest("form") ?? document.querySelector("form:has([data-main-button])")
    const button = form?.querySelector("[data-main-button]")
    if (!button) return
    event.preventDefault()
    event.stopPropagation() // in the editor this key would break the line
    form.requestSubmit(button)
  },
  { capture: true },
)
