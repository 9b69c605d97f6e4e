// Dialog: asks for the address of what is to be embedded.
import { crel } from "django-prose-editor/editor";
import { addressIn } from "./address.js";

let number = 0

// Calls `insert(url)` with an address that a card can be made of; whoever closes it goes on where they were.
export const askForAddress = (words, insert, leave) => {
  const id = `embed-dialog-${++number}`
  const input = crel("input", { type: "url", id, name: "url", dir: "ltr", required: true, autocomplete: "off" })
  input.setAttribute("aria-describedby", `${id}-said`)
  const said = crel("p", { id: `${id}-said`, className: "embed-dialog__said", role: "alert" })
  const form = crel("form", { noValidate: true }, [
    crel("label", { htmlFor: id, textContent: words.address }),
    input,
    said,
    crel("div", { className: "embed-dialog__acts" }, [
      crel("button", { type: "submit", className: "button default", textContent: words.insert }),
      crel("button", { type: "button", className: "button", textContent: words.cancel, onclick: () => dialog.close() }),
    ]),
  ])
  const dialog = crel("dialog", { className: "embed-dialog", "aria-label": words.ask }, [form])
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    const url = addressIn(input.value)
    said.textContent = url ? "" : words.unfit
    input.setAttribute("aria-invalid", String(!url))
    if (!url) return input.focus()
    dialog.close()
    insert(url)
  })
  dialog.addEventListener("close", () => (dialog.remove(), leave()))
  document.body.append(dialog) // forms do not lie in each other
  dialog.showModal()
}
