// The desk of a post: one page on which editors write, and see what the others do.
import { startActs } from "./desk/page/acts.js";
import { startLettingGo } from "./desk/page/blanked.js";
import { changes, showEarlier } from "./desk/page/changes.js";
import { say } from "./desk/page/config.js";
import { tick } from "./desk/page/countdown.js";
import { DeskForm } from "./desk/page/desk_form.js";
import { openLast, startEditing } from "./desk/page/editing.js";
import { forget } from "./desk/page/keeping.js";
import { edits, start } from "./desk/page/live.js";
import { startMenus } from "./desk/page/menus.js";
import { notice } from "./desk/page/notices.js";
import { outbox } from "./desk/page/outbox.js";
import { showEditing } from "./desk/page/people.js";
import { showQueue } from "./desk/page/queue.js";
import { offerWritings, putBack } from "./desk/page/restore.js";
import { followSession } from "./desk/page/session.js";
import { startShortcuts } from "./desk/page/shortcuts.js";

// Who comes from the list of what is live comes to write.
const COMPOSE = "#desk_compose"
const place = document.querySelector("[data-composer]")

const compose = () => {
  const form = new DeskForm(place, {}, () => {
    form.composer.reset()
    form.composer.focus()
  })
  const { composer } = form
  composer.addEventListener("input", () => edits(composer.isWorthKeeping ? "new" : openLast()))
  composer.form.querySelector("[data-clear]").addEventListener("click", () => clear(composer))
  return form
}

// Cleared by mistake, it can be had again.
const clear = (composer) => {
  const fields = composer.fields()
  const isLost = composer.isWorthKeeping
  forget(composer.id)
  composer.reset()
  composer.focus()
  if (!isLost) return
  const back = () => (composer.fill(fields), composer.dispatchEvent(new Event("input")), composer.focus())
  notice("cleared", say("cleared"), [[say("put_back"), back], [say("let_go"), () => {}]])
}

startMenus()
startActs()
startEditing()
followSession()
showEarlier(document.querySelector("[data-earlier]"))
changes.addEventListener("taken", showEditing)
setInterval(tick, 1000)
document.addEventListener("leftout", () => notice("left_out", say("left_out"), [[say("seen"), () => {}]]))
start()

const form = place ? compose() : null
startShortcuts(() => form?.composer.focus())
if (!form) startLettingGo(null)
else {
  showQueue((text) => putBack(text, form))
  form.ready.then(async () => {
    await startLettingGo(form.composer)
    if (location.hash === COMPOSE) form.composer.focus()
    await offerWritings(form)
    outbox.start()
  })
}
