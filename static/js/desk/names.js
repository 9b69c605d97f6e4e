// Names: Django's choices by typing have none that a screen reader could say; they get that of their field.

const nameChoices = (root) => {
  for (const select of root.querySelectorAll("select.admin-autocomplete")) {
    const choice = select.parentElement.querySelector(".select2-selection")
    const label = document.querySelector(`label[for="${select.id}"]`)
    const name = select.getAttribute("aria-label") ?? label?.textContent.replace(/:\s*$/, "").trim()
    if (!choice || !name) continue
    choice.removeAttribute("aria-labelledby") // it points to the value
    choice.setAttribute("aria-label", name)
    choice.querySelector("[role=textbox]").setAttribute("aria-label", name)
  }
}

// The choices are made when jQuery finds the document ready, and for a new row after it was added.
django.jQuery(() => nameChoices(document))
document.addEventListener("formset:added", (event) => nameChoices(event.target))
