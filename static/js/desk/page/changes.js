// Changes: what has moved on the desk since the page's cursor. Asked for on each hint, after a reconnect, and every ten
// seconds without one.
import { clockTime, config, say } from "./config.js";
import { inPlace } from "./in_place.js";
import { all, count, find, order, remove, take, wordsOf } from "./items.js";
import { announce } from "./notices.js";
import { freshPage, talk } from "./talk.js";
import { now } from "./clock.js";

const page = document.querySelector("[data-desk]")
const head = document.querySelector("[data-head]")
// What this page itself has sent need not be announced to whoever sent it.
const own = new Set()
let headShown = head.innerHTML.trim()

export const changes = Object.assign(new EventTarget(), { after: page.dataset.after, askedAt: 0 })
export const isOwn = (id) => own.add(id)

const mark = (id, what) => {
  const item = find(id)
  item.dataset.new = what
  setTimeout(() => delete item.dataset.new, 60_000)
  if (own.delete(id)) return
  announce(`entry ${id}`, say(what === "new" ? "came" : "changed", { words: wordsOf(item), time: clockTime(now()) }))
}

// A chief hears of what has come to the head's alerts.
const showHead = (html) => {
  const newest = () => head.querySelector("[data-alert]")
  const before = Number(newest()?.dataset.alert ?? 0)
  head.innerHTML = headShown = html
  if (Number(newest()?.dataset.alert ?? 0) > before) announce("alert", newest().textContent.trim().replace(/\s+/g, " "))
}

// The column has other rules, or this person another role: the buttons of the forms say so.
const obey = (rules) => {
  const isNew = Object.entries(rules).some(([name, rule]) => JSON.stringify(rule) !== JSON.stringify(config[name]))
  Object.assign(config, rules)
  if (isNew) changes.dispatchEvent(new Event("rules"))
}

const apply = ({ entries, gone, waiting, blanked, head: html, rules }) => {
  obey(rules)
  inPlace(() => {
    for (const entry of entries) {
      const became = take(entry)
      if (became) mark(entry.id, became)
    }
    gone.forEach(remove)
    order(waiting)
    if (html !== headShown) showHead(html)
    count()
  })
  changes.dispatchEvent(new CustomEvent("taken", { detail: { ids: entries.map(({ id }) => id), gone, blanked } }))
}

// Everything is fetched afresh, and what is being written stays. Whether that could be.
const startOver = async () => {
  const fresh = await freshPage()
  const root = fresh?.querySelector("[data-desk]")
  if (!root) return false
  const items = [...root.querySelectorAll(".desk-item")]
  const ids = new Set(items.map(({ dataset }) => dataset.id))
  const gone = all().map(({ dataset }) => dataset.id).filter((id) => !ids.has(id))
  const waiting = items.filter(({ dataset }) => dataset.place === "waiting").map(({ dataset }) => dataset.id)
  const entries = items.map((item) => ({ id: item.dataset.id, place: item.dataset.place, html: item.outerHTML }))
  const { may, delay, four_eyes } = JSON.parse(fresh.getElementById("desk-config").textContent)
  apply({ entries, gone, waiting, head: root.querySelector("[data-head]").innerHTML, rules: { may, delay, four_eyes } })
  changes.after = root.dataset.after
  return true
}

// Whether this page has heard of all that a hint speaks of. Of a hint that says nothing it never has.
const hasHeard = (hint) => {
  const [epoch, ...numbers] = changes.after.split(":")
  const [seq, desk_seq] = numbers.map(Number)
  return Boolean(hint) && (hint.epoch ?? epoch) === epoch && (hint.seq ?? 0) <= seq && (hint.desk_seq ?? 0) <= desk_seq
}

// What an answer's `after` says, as a hint.
export const upTo = (after) => {
  const [epoch, seq, desk_seq] = after.split(":")
  return { epoch, seq: Number(seq), desk_seq: Number(desk_seq) }
}

let asking = null
let hints = []
let isOutdated = false

const ask = async () => {
  do {
    hints = []
    changes.askedAt = performance.now() // the clock on the wall may be put back
    const { status, answer } = await talk(`${config.addresses.changes}?after=${encodeURIComponent(changes.after)}`)
    if (status === 200 && !answer.reset) {
      changes.after = answer.after
      apply(answer)
      isOutdated ||= !answer.waiting.every(find) // of more than a page holds, others come up
    }
    let isHeard = status === 200 || status === 204
    if (isHeard && (isOutdated || answer?.reset)) {
      isOutdated = false
      isHeard = await startOver()
      isOutdated ||= !isHeard
    }
    changes.dispatchEvent(new CustomEvent("asked", { detail: { status, isHeard } }))
    if (!isHeard) return
  } while (!hints.every(hasHeard))
}

// Ask once, unless it is known; whoever asks meanwhile for more than that brings has it asked again.
export const look = (hint) => {
  if (hasHeard(hint)) return asking
  hints.push(hint)
  return (asking ??= ask().finally(() => (asking = null)))
}

// This person has another role: all of it may look otherwise. In its turn, so that no older answer comes on top.
export const lookAfresh = () => {
  isOutdated = true
  return look()
}

// Older published entries, below those that are shown.
export const showEarlier = (button) => {
  let next = config.addresses.earlier
  button.addEventListener("click", async () => {
    button.disabled = true
    const { status, answer } = await talk(next)
    button.disabled = false
    if (status !== 200) return announce("earlier", say("unreachable"))
    inPlace(() => answer.entries.forEach((entry) => take({ ...entry, place: "stream" })))
    next = answer.next
    button.hidden = !next
  })
}
