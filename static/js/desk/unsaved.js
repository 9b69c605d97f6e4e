// Unsaved: the words of a form, kept by the browser from the moment it is sent until the server has said that they
// are saved. A session that has run out, a server that is down or a form that is refused unread takes none of them.
// They are kept in this tab alone, for the person who typed them.

const KEY = "unsaved"
const form = document.querySelector("form:has([data-unsaved])")
const offer = form?.querySelector("[data-unsaved]")

const words = () => [...form.querySelectorAll("input[type=text][name], textarea[name]")].filter((field) => field.value.trim())

const keep = () => {
  const typed = words().map((field) => [field.name, field.value])
  const what = { at: location.pathname, by: offer.dataset.unsaved, typed }
  try {
    sessionStorage.setItem(KEY, JSON.stringify(what))
  } catch {
    sessionStorage.removeItem(KEY) // more than the browser keeps: the text is still in the form
  }
}

const putBack = (typed) => {
  for (const [name, value] of typed) {
    const field = form.elements.namedItem(name)
    if (!field) continue
    field.value = value
    field.closest(".prose-editor")?.querySelector(".ProseMirror")?.editor.commands.setContent(value, { emitUpdate: true })
  }
}

const close = () => {
  sessionStorage.removeItem(KEY)
  offer.hidden = true
}

// The server's answer to a form that it has read: done, or shown again with all that was typed.
if (document.querySelector(".messagelist .success, .errornote")) sessionStorage.removeItem(KEY)

const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "null")
if (offer) {
  form.addEventListener("submit", keep)
  if (kept?.at === location.pathname && kept.by === offer.dataset.unsaved) {
    offer.hidden = false
    offer.querySelector("[data-put-back]").addEventListener("click", () => (putBack(kept.typed), close()))
    offer.querySelector("[data-let-go]").addEventListener("click", close)
  }
}
