// Suggest: tags that there are, entries that can be continued, zones. The browser's own lists show them.
import { config } from "./config.js";
import { talk } from "./talk.js";

const PAUSE = 250

const ask = async (address, q) => (await talk(`${address}?q=${encodeURIComponent(q)}`)).answer

// Calls `look` with what is typed, a moment after the last key.
const whenTyped = (field, look) => {
  let timer
  field.addEventListener("input", () => {
    clearTimeout(timer)
    timer = setTimeout(() => look(field.value), PAUSE)
  })
}

const listOf = (field) => field.getRootNode().getElementById(field.getAttribute("list"))

export const offerTags = (field) => {
  whenTyped(field, async (typed) => {
    const [, before, begun] = typed.match(/^(.*,\s*)?([^,]*)$/s)
    const answer = begun.trim() && (await ask(config.addresses.tags, begun.trim()))
    if (!answer) return
    listOf(field).replaceChildren(...answer.tags.map((name) => new Option("", `${before ?? ""}${name}`)))
  })
}

export const offerEntries = (form) => {
  const field = form.querySelector("[data-continues]")
  const known = new Map()
  const choose = () => {
    form.elements.continues.value = known.get(field.value) ?? (field.value ? form.elements.continues.value : "")
  }
  whenTyped(field, async (typed) => {
    choose()
    if (!typed.trim() || known.has(typed)) return
    const answer = await ask(config.addresses.entries, typed)
    if (!answer) return
    for (const { id, text, time } of answer.entries) known.set(`${time} ${text}`, id)
    listOf(field).replaceChildren(...[...known.keys()].map((words) => new Option("", words)))
  })
  field.addEventListener("change", choose)
}

export const offerZones = (field) => {
  field?.addEventListener("focus", () => listOf(field).replaceChildren(...Intl.supportedValuesOf("timeZone").map((zone) => new Option("", zone))), {
    once: true,
  })
}
