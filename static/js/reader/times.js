// Times in the reader's own zone, where they asked for it. The server tells all in the column's; those of events and
// those in an editor's words stay as they are told. Without this script nothing changes.
import { remember, remembered } from "./preference.js";

const OURS = "time[datetime*='T']:not(.event time, .prose time:not(.card time, .picture time))"
const own = new Intl.DateTimeFormat().resolvedOptions().timeZone
// The server writes English dates with the day first.
const language = document.documentElement.lang.replace(/^(en)?$/, "en-GB")
const format = (options) => new Intl.DateTimeFormat(language, { timeZone: own, numberingSystem: "latn", ...options })
let isOwn = false

// In whose zone times are told just now.
export const zone = (page) => (isOwn ? own : page.dataset.zone)

// HTML as it is shown here, of what the server wrote.
export function told(html) {
  if (!isOwn) return html
  const template = document.createElement("template")
  template.innerHTML = html
  translate(template.content)
  return template.innerHTML
}

// Everything under `root`, in the zone that is asked for. What the server said is kept beside it.
export function translate(root, back = !isOwn) {
  for (const element of root.querySelectorAll(back ? "[data-there]" : `${OURS}, [data-zone-label]`)) {
    element.dataset.there ??= element.textContent
    element.textContent = back ? element.dataset.there : element.dateTime ? inOwnZone(element) : nameOfOwn(element)
    if (back) delete element.dataset.there
  }
}

// As short as the server said it: with the date where it told one, or where it is another day here than there.
function inOwnZone({ dateTime, dataset: { there } }) {
  const at = new Date(dateTime)
  const day = new Intl.DateTimeFormat("en-CA", { timeZone: own, dateStyle: "short" }).format(at)
  const dated = /[^\d:\s]/.test(there) || day !== dateTime.slice(0, 10)
  const year = /\d{4}/.test(there) && { year: "numeric" }
  const date = dated ? `${format({ day: "numeric", month: "short", ...year }).format(at)} ` : ""
  return date + format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(at)
}

function nameOfOwn({ dataset: { zoneLabel } }) {
  const day = zoneLabel || document.querySelector("[data-zone-label^='2']")?.dataset.zoneLabel
  const english = new Intl.DateTimeFormat("en", { timeZone: own, timeZoneName: "shortOffset" })
  const parts = english.formatToParts(day ? new Date(`${day}T12:00Z`) : new Date())
  const offset = parts.find(({ type }) => type === "timeZoneName").value.replace("GMT", "UTC").replace("-", "−")
  return `${own.split("/").at(-1).replaceAll("_", " ")}, ${offset}`
}

// The switch, for those whose zone is another; `changed` hears of it.
export function offerOwnTimes(page, toggle, changed) {
  if (!toggle || own === page.dataset.zone) return
  const turn = (on) => {
    toggle.ariaPressed = String((isOwn = on))
    translate(document)
    changed()
  }
  toggle.hidden = false
  toggle.addEventListener("click", () => { turn(!isOwn); remember("own-times", isOwn) })
  if (remembered("own-times") === "true") turn(true)
}
