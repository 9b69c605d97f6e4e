// Toolbar: the editor's buttons as one stop of the Tab key, with names, and a name for the text itself.
import { Extension } from "django-prose-editor/editor";
import { atRest } from "./at_rest.js";

const shown = (menubar) =>
  [...menubar.querySelectorAll("button")].filter((button) => !button.classList.contains("hidden"))

// Arrow keys go from button to button, Escape back to the text.
const roam = (menubar, editor) => (event) => {
  const buttons = shown(menubar)
  const at = buttons.indexOf(event.target)
  if (event.key === "Escape") return editor.commands.focus()
  if (at < 0) return
  const step = getComputedStyle(menubar).direction === "rtl" ? -1 : 1
  const to = { ArrowRight: at + step, ArrowLeft: at - step, Home: 0, End: buttons.length - 1 }[event.key]
  if (to === undefined) return
  event.preventDefault()
  buttons[(to + buttons.length) % buttons.length].focus()
}

const sayState = (menubar) => {
  for (const button of menubar.querySelectorAll("button")) {
    button.setAttribute("aria-pressed", button.classList.contains("active"))
    button.setAttribute("aria-disabled", button.classList.contains("disabled"))
  }
}

const oneTabStop = (menubar, current) => {
  for (const button of menubar.querySelectorAll("button")) button.tabIndex = button === current ? 0 : -1
}

const nameText = (editor, textarea) => {
  const label = document.querySelector(`label[for="${textarea.id}"]`)
  if (!label) return
  label.id ||= `${textarea.id}_label`
  label.addEventListener("click", () => editor.commands.focus())
  editor.view.dom.setAttribute("aria-labelledby", label.id)
  editor.view.dom.setAttribute("aria-multiline", "true")
  const described = textarea.getAttribute("aria-describedby")
  if (described) editor.view.dom.setAttribute("aria-describedby", described)
}

export const Toolbar = Extension.create({
  name: "toolbar",
  priority: 10, // after the menu has been built
  addOptions: () => ({ label: "Formatting", words: {} }),
  onCreate({ editor }) {
    const menubar = editor.storage.menu.dom
    menubar.setAttribute("role", "toolbar")
    menubar.setAttribute("aria-label", this.options.label)
    for (const button of menubar.querySelectorAll("button")) {
      const word = this.options.words[button.dataset.name]
      if (!word) continue
      button.title = word
      button.setAttribute("aria-label", word)
    }
    oneTabStop(menubar, shown(menubar)[0])
    menubar.addEventListener("keydown", roam(menubar, editor))
    menubar.addEventListener("focusin", (event) => {
      if (event.target.matches("button")) oneTabStop(menubar, event.target)
    })
    atRest(editor, () => sayState(menubar))
    sayState(menubar)
    nameText(editor, menubar.closest(".prose-editor").querySelector("textarea"))
  },
})
