// Blanked: words that were taken out of an entry to keep somebody safe go from this page too, and from what this browser
// keeps: at once where a desk is open, else when one is opened next.
import { stopAsking } from "./ask.js";
import { changes } from "./changes.js";
import { config, say } from "./config.js";
import { closeForm, formOf, formsOf } from "./editing.js";
import { forget } from "./keeping.js";
import { notice, unnotice } from "./notices.js";
import { outbox } from "./outbox.js";
import { takeBackOffers } from "./restore.js";
import { dropAll, mine } from "./store.js";
import { now } from "./clock.js";
import { talk } from "./talk.js";

// Whether a text may hold the words: it builds on them, or is from before they were taken out. `revisions` tells, by
// their numbers, when each was blanked.
const mayHold = ({ based_on, at }, revisions) =>
  based_on in revisions || Object.values(revisions).some((blanked) => Date.parse(blanked) > at)

const writtenIn = (entry, composer) => (composer?.entry === entry ? composer : formOf(entry)?.composer)

// What somebody typed into a form of it stood on those words, and goes with them.
const close = (written, composer) => {
  const { id, entry } = written
  if (written === composer) composer.wipe()
  else closeForm(entry, say("closed_here"))
  forget(id)
  stopAsking(entry)
}

const letGo = async (entry, revisions, composer) => {
  const written = writtenIn(entry, composer)
  const isClosed = written && written.basedOn in revisions
  // A form that builds on a later text goes on, and so does what is kept of it.
  const isGone = (text) => text.entry === entry && (isClosed || text.id !== written?.id) && mayHold(text, revisions)
  for (const text of outbox.texts.filter(isGone)) outbox.withdraw(text.id)
  if (isClosed) close(written, composer)
  else written?.dispatchEvent(new Event("input")) // other tabs and the server let go of what they kept of it
  const dropped = [...(await dropAll(isGone)), ...takeBackOffers(isGone)]
  if (!isClosed && !dropped.length) return
  unnotice(`mine ${entry}`)
  notice(`blanked ${entry}`, say(isClosed ? "closed_blanked" : "let_go_blanked"), [[say("seen"), () => {}]], { isAlarm: isClosed })
}

// By the server's word, where nobody has told: whatever is kept or written here.
const letGoAll = async (composer) => {
  const kept = (await mine(now())).map(({ entry }) => entry)
  for (const entry of new Set([...kept, ...formsOf(), composer?.entry].filter(Boolean))) {
    const { answer } = await talk(`${config.addresses.entries}${entry}/`)
    if (answer?.blanked) await letGo(entry, answer.blanked, composer)
  }
}

// Resolves once nothing of the kind is kept here.
export const startLettingGo = (composer) => {
  changes.addEventListener("taken", async ({ detail: { blanked } }) => {
    if (!blanked) return letGoAll(composer)
    for (const [entry, revisions] of Object.entries(blanked)) await letGo(entry, revisions, composer)
  })
  return letGoAll(composer)
}
