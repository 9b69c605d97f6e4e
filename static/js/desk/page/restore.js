// Restore: what somebody was writing when the page was closed, from whichever copy is newer.
import { clockTime, config, say, writings } from "./config.js";
import { edit } from "./editing.js";
import { forget } from "./keeping.js";
import { now } from "./clock.js";
import { notice } from "./notices.js";
import { firstWords } from "./queue.js";
import { outbox } from "./outbox.js";
import { drop, mine } from "./store.js";
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

const asked = ({ entry }) => talk(`${config.addresses.entries}${entry}/`)

const isGone = async (text) => (await asked(text)).status === 404

// A text of an entry from before words were taken out of that, to keep somebody safe: it may hold them.
const isBlanked = async (text) => {
  const { status, answer } = text.entry ? await asked(text) : {}
  return status === 200 && Date.parse(answer.blanked_at) > text.at
}

// What this browser keeps, without those.
const ours = async () => {
  const all = await mine(now())
  const blanked = await Promise.all(all.map(isBlanked))
  await Promise.all(all.filter((_, at) => blanked[at]).map(({ id }) => drop(id)))
  if (blanked.includes(true)) notice("blanked", say("let_go_blanked"), [[say("seen"), () => {}]])
  return all.filter((_, at) => !blanked[at])
}

export const offerWritings = async (form) => {
  const local = await ours()
  const onTheWay = new Set(local.filter(({ queued }) => queued).map(({ id }) => id))
  const kept = writings.map((text) => ({ ...text, at: Date.parse(text.at) }))
  for (const text of newest([...kept, ...local]).filter(({ id }) => !onTheWay.has(id))) {
    const given = { time: timeOf(text), words: firstWords(text.fields) }
    notice(`writing ${text.id}`, say(text.entry ? "was_editing" : "was_writing", given), [
      [say("put_back"), async () => !(await putBack(text, form))],
      [say("let_go"), () => void forget(text.id)],
    ])
  }
}
