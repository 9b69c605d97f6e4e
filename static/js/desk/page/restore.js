// Restore: what somebody was writing when the page was closed, from whichever copy is newer.
import { clockTime, config, say, writings } from "./config.js";
import { edit } from "./editing.js";
import { forget } from "./keeping.js";
import { now } from "./clock.js";
import { notice, unnotice } from "./notices.js";
import { firstWords } from "./queue.js";
import { outbox } from "./outbox.js";
import { mine } from "./store.js";
import { talk } from "./talk.js";

const DAY = 24 * 3600_000

const newest = (texts) => {
  const byId = new Map()
  for (const text of texts) if (!byId.has(text.id) || byId.get(text.id).at < text.at) byId.set(text.id, text)
  return [...byId.values()].sort((one, other) => other.at - one.at)
}

const timeOf = ({ at }) => (now() - at < DAY ? clockTime(at) : clockTime(at, { day: "numeric", month: "short" }))

// Put a text into a form: of its entry, or of a new one where that was discarded. It keeps its id: had it arrived
// unheard, it does not arrive again. False where something else is in the form.
export const putBack = async (text, { composer, keeping }) => {
  if (text.entry) {
    const form = await edit(text.entry, text)
    if (form) return outbox.withdraw(text.id), true
    if (!(await isGone(text))) return false
  }
  if (composer.isWorthKeeping) return composer.complain(say("composer_full")), false
  outbox.withdraw(text.id)
  composer.id = text.id
  composer.fill(text.fields, { isTyped: true })
  composer.dispatchEvent(new Event("input"))
  keeping.keepHere()
  composer.focus()
  return true
}

const isGone = async ({ entry }) => (await talk(`${config.addresses.entries}${entry}/`)).status === 404

const offered = new Map() // by their ids

export const offerWritings = async (form) => {
  const local = await mine(now())
  const onTheWay = new Set(local.filter(({ queued }) => queued).map(({ id }) => id))
  const kept = writings.map((text) => ({ ...text, at: Date.parse(text.at) }))
  for (const text of newest([...kept, ...local]).filter(({ id }) => !onTheWay.has(id))) {
    const given = { time: timeOf(text), words: firstWords(text.fields) }
    offered.set(text.id, text)
    notice(`writing ${text.id}`, say(text.entry ? "was_editing" : "was_writing", given), [
      [say("put_back"), async () => !(await putBack(text, form)) || void offered.delete(text.id)],
      [say("let_go"), () => (offered.delete(text.id), void forget(text.id))],
    ])
  }
}

// Offer these no more, of which `isTaken` says so. Returns their ids.
export const takeBackOffers = (isTaken) => {
  const ids = [...offered.values()].filter(isTaken).map(({ id }) => id)
  for (const id of ids) offered.delete(id), unnotice(`writing ${id}`)
  return ids
}
