// Restore: what somebody was writing when the page was closed, from whichever copy is newer.
import { clockTime, say, writings } from "./config.js";
import { edit } from "./editing.js";
import { find } from "./items.js";
import { forget } from "./keeping.js";
import { now } from "./clock.js";
import { notice } from "./notices.js";
import { firstWords } from "./queue.js";
import { mine } from "./store.js";

const DAY = 24 * 3600_000

const newest = (texts) => {
  const byId = new Map()
  for (const text of texts) if (!byId.has(text.id) || byId.get(text.id).at < text.at) byId.set(text.id, text)
  return [...byId.values()].sort((one, other) => other.at - one.at)
}

const timeOf = ({ at }) => (now() - at < DAY ? clockTime(at) : clockTime(at, { day: "numeric", month: "short" }))

// Put a text into a form: of its entry if that is here, else of a new one. False where something else is in it.
export const putBack = async (text, composer) => {
  if (text.entry && find(text.entry)) return Boolean(await edit(text.entry, text))
  if (composer.isWorthKeeping) return composer.complain(say("composer_full")), false
  composer.fill(text.fields, { isTyped: true })
  composer.dispatchEvent(new Event("input")) // under its new id it is kept as if it had been typed
  composer.focus()
  return true
}

export const offerWritings = async ({ composer }) => {
  const local = await mine(now())
  const onTheWay = new Set(local.filter(({ queued }) => queued).map(({ id }) => id))
  const kept = writings.map((text) => ({ ...text, at: Date.parse(text.at) }))
  for (const text of newest([...kept, ...local]).filter(({ id }) => !onTheWay.has(id))) {
    const given = { time: timeOf(text), words: firstWords(text.fields) }
    notice(`writing ${text.id}`, say(text.entry ? "was_editing" : "was_writing", given), [
      [say("put_back"), async () => {
        if (!(await putBack(text, composer))) return true
        forget(text.id)
      }],
      [say("let_go"), () => void forget(text.id)],
    ])
  }
}
