// Dialog: a picture is described. Its form is the server's; what is typed stays in it until the server has kept it.
import { learn } from "./cards.js";
import { enhance } from "./form.js";
import { button, make } from "./make.js";

const PATIENCE = 30_000

const request = async (address, words, options = {}) => {
  const response = await fetch(address, { signal: AbortSignal.timeout(PATIENCE), ...options }).catch(() => null)
  const answer = await response?.json().catch(() => null)
  if (response?.ok && answer) return answer
  throw new Error(answer?.message ?? (response?.status === 403 ? words.signed_out : words.unreachable))
}

const typedIn = (form) => JSON.stringify([...new FormData(form)])

// Opens the form of a picture; `leave` gives the focus back.
export const describe = async (card, { words }, leave) => {
  const inside = make("div", {}, make("p", { textContent: words.loading, role: "status" }))
  const dialog = make("dialog", { className: "image-dialog", "aria-label": words.described }, inside)
  const close = button(words.close, () => dialog.close(), { className: "button" })
  let before = ""
  let isWarned = false

  const put = (html) => {
    inside.innerHTML = html
    const form = inside.querySelector("form")
    enhance(form)
    form.querySelector("[data-close]").addEventListener("click", () => dialog.close())
    form.addEventListener("submit", (event) => (event.preventDefault(), keep(form)))
    const wrong = form.querySelector(".errorlist")?.parentElement.querySelector("input, textarea")
    const wanted = wrong ?? form.elements.namedItem(card.missing_field || "caption")
    ;(wanted instanceof RadioNodeList ? wanted[0] : wanted).focus()
    return form
  }

  const keep = async (form) => {
    const said = form.querySelector("[data-said]")
    const main = form.querySelector("[type=submit]")
    if (main.getAttribute("aria-disabled") === "true") return // it is on its way
    main.setAttribute("aria-disabled", "true")
    said.textContent = ""
    try {
      const answer = await request(form.action, words, { method: "POST", body: new FormData(form) })
      if (answer.html) return put(answer.html)
      learn(answer.cards)
      dialog.close()
    } catch (error) {
      said.textContent = error.message
    }
    main.removeAttribute("aria-disabled")
  }

  // Escape lets nothing go that was typed, unless it is pressed twice.
  dialog.addEventListener("cancel", (event) => {
    const form = inside.querySelector("form")
    if (!form || isWarned || typedIn(form) === before) return
    event.preventDefault()
    isWarned = true
    form.querySelector("[data-said]").textContent = words.unkept
  })
  dialog.addEventListener("close", () => (dialog.remove(), leave()))
  document.body.append(dialog) // forms do not lie in each other
  dialog.showModal()
  try {
    before = typedIn(put((await request(card.describe_url, words)).html))
  } catch (error) {
    inside.replaceChildren(make("p", { className: "errornote", role: "alert", textContent: error.message }), close)
    close.focus()
  }
}
