// Ask: questions in a dialogue. Each resolves to the answer, or to null where somebody thought better of it.

import { say } from "./config.js";

const dialog = (name) => document.querySelector(`[data-dialog="${name}"]`)

// Show a dialogue and wait until it is closed; the focus goes back to where it was. `told` is what it says: of what
// (`subject`), what comes of it (`means`), and on the buttons (`yes`, `no`).
const shown = (name, question = "", told = {}) =>
  new Promise((resolve) => {
    const it = dialog(name)
    const words = { question, subject: "", means: "", yes: say("yes"), no: say("no"), ...told }
    for (const [place, sentence] of Object.entries(words)) {
      const element = it.querySelector(`[data-${place}]`)
      if (!element) continue
      element.textContent = sentence
      element.hidden = !sentence
    }
    const field = it.querySelector("[name=answer]")
    if (field?.matches("textarea, input")) field.value = ""
    it.returnValue = ""
    it.addEventListener("close", () => resolve({ pressed: it.returnValue, answer: field?.value ?? "", dialog: it }), { once: true })
    it.showModal()
    field?.focus()
  })

// One after the other: what somebody presses answers the question that they see.
let last = Promise.resolve()
const inTurn = (ask) => (last = last.then(ask, ask))
const conflicts = new Set() // that are asked, or wait for it

const answered = ({ pressed, answer }) => (pressed ? answer : null)

export const askText = (question, label, isNeeded, told) =>
  inTurn(() => {
    dialog("text").querySelector("[data-label]").textContent = label
    dialog("text").querySelector("textarea").required = isNeeded
    return shown("text", question, told)
  }).then(answered)

export const askSure = async (question, told) => Boolean((await inTurn(() => shown("sure", question, told))).pressed)

export const askPost = (told) => inTurn(() => shown("post", "", told)).then(answered)

export const askPassword = async (why) => {
  const { pressed, answer, dialog: it } = await inTurn(() => shown("password", why))
  it.querySelector("input").value = ""
  return pressed ? answer : null
}

// Both texts, side by side: "merge", "mine" or "theirs"; "" where it was only closed.
export const askConflict = async (message, html, title, entry) => {
  const it = dialog("conflict")
  const both = it.querySelector("[data-both]")
  const question = { entry, isOver: false }
  conflicts.add(question)
  const { pressed } = await inTurn(() => {
    if (question.isOver) return { pressed: "" }
    it.dataset.about = entry
    it.querySelector("h2").textContent = title
    both.innerHTML = html
    return shown("conflict", message)
  })
  conflicts.delete(question)
  both.replaceChildren()
  return pressed
}

// The questions about that entry are over, also one that waits for its turn: its form is closed.
export const stopAsking = (entry) => {
  const it = dialog("conflict")
  for (const question of conflicts) if (question.entry === entry) question.isOver = true
  if (it.dataset.about === entry) it.close()
}

export const help = () => inTurn(() => shown("help"))

// A click beside a dialogue closes none: what is typed in it stays.
for (const it of document.querySelectorAll("[data-dialog]")) {
  it.addEventListener("keydown", (event) => event.key === "Escape" && event.stopPropagation())
}
