// People: who is on this desk and what each of them edits, and how many read.
import { config, people as first, say } from "./config.js";
import { all } from "./items.js";
import { live } from "./live.js";
import { make } from "../image/make.js";

const place = document.querySelector("[data-people]")
const readers = document.querySelector("[data-readers]")
let here = first

const joined = (names) => new Intl.ListFormat(document.documentElement.lang, { type: "conjunction" }).format(names)

// One person may have several tabs open: their name is said once.
const isElsewhere = ({ key }) => key !== String(config.user)
const names = () => [...new Set(here.filter(isElsewhere).map(({ name }) => name))]

const showNames = () => {
  place.replaceChildren(...[say("you"), ...names()].flatMap((name, at) => [...(at ? [", "] : []), make("bdi", { textContent: name })]))
}

// Also again when entries were taken in: each says who is in it.
export const showEditing = () => {
  for (const item of all()) {
    const within = [...new Set(here.filter(isElsewhere).filter(({ entry }) => entry === item.dataset.id).map(({ name }) => name))]
    const words = within.length ? say("editing", { names: joined(within) }) : ""
    const said = item.querySelector("[data-editing]")
    if (said.textContent !== words) said.textContent = words
  }
}

live.addEventListener("people", ({ detail }) => {
  here = detail
  showNames()
  showEditing()
})

live.addEventListener("readers", ({ detail: { count, behind } }) => {
  readers.hidden = false
  readers.textContent = say(behind ? "readers_behind" : "readers", { count, behind })
})

showNames()
showEditing()
