// Config: what the server has said of this desk and of whoever works on it, and the words that the page may say.

const read = (id) => JSON.parse(document.getElementById(id).textContent)

export const config = read("desk-config")
export const writings = read("desk-writings")
document.getElementById("desk-writings").remove() // these are words, which may have to go
export const people = read("desk-people")

const words = document.querySelector("template[data-words]").content

// The words of that name, with what is given put into their braces.
export const say = (name, given = {}) =>
  words.querySelector(`[data-word="${name}"]`).textContent.replace(/\{(\w+)\}/g, (_, key) => given[key])

const SHORT = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: config.zone }
const language = document.documentElement.lang

// A moment as a clock in the column's zone shows it.
export const clockTime = (moment, more = {}) => new Intl.DateTimeFormat(language, { ...SHORT, ...more }).format(moment)
