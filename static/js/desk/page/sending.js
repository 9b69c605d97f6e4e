// Sending: what becomes of a text when its button is pressed, and of every answer there can be.
import { askConflict, askPassword } from "./ask.js";
import { isOwn, look, upTo } from "./changes.js";
import { say } from "./config.js";
import { forget } from "./keeping.js";
import { newId } from "./ids.js";
import { announce, notice } from "./notices.js";
import { outbox } from "./outbox.js";
import { open } from "../image/uploads.js";
import { make } from "../image/make.js";

// Longer than this nobody waits with what they write next.
const PATIENCE = 2_500

const patience = () => new Promise((resolve) => setTimeout(resolve, navigator.onLine ? PATIENCE : 0, null))

// A picture of this text that has not arrived would be missing. One in another form is no reason to wait.
const trouble = (composer) => {
  const still = open().filter(({ key }) => composer.pictures.includes(key))
  if (!still.length) return ""
  const { words } = still[0].settings
  return still.some(({ state }) => state === "failed") ? words.guard_failed : words.guard_sending
}

const sides = (html) => {
  const theirs = make("div", { className: "desk-theirs", role: "region", tabIndex: 0, "aria-label": say("theirs") })
  theirs.innerHTML = html
  return theirs
}

export class Sending {
  #composer
  #keeping
  #done

  // Opens a form of the same entry again, with a text in it; whoever closes forms says how.
  reopen = null

  // `done(answer)` hears that it has arrived; without an answer, that it waits for the network.
  constructor(composer, keeping, done) {
    this.#composer = composer
    this.#keeping = keeping
    this.#done = done
  }

  async send(act, secret = {}) {
    const composer = this.#composer
    if (composer.isBusy || !composer.editor) return
    composer.complain("")
    if (trouble(composer)) return composer.complain(trouble(composer), "body")
    composer.busy(true)
    const text = { ...this.#keeping.text(), act }
    this.#keeping.rest()
    const said = await Promise.race([outbox.submit(text, secret), patience()])
    if (composer.isClosed) return
    composer.busy(false)
    if (!said) {
      outbox.release(text.id)
      announce("queued", say("queued_said"))
      return this.#done(null)
    }
    await this.#hear(said, act, secret)
  }

  async #hear({ status, answer }, act, secret) {
    const composer = this.#composer
    const message = answer?.message || say("refused", { status })
    if (status === 200) {
      isOwn(answer.id)
      announce("sent", say(`done_${answer.state}`))
      look(upTo(answer.after))
      return this.#done(answer)
    }
    if (status === 409) return this.#settle(answer, act, secret)
    if (status === 404 && composer.entry) {
      forget(composer.id)
      composer.turnTo()
      this.#keeping.keepHere()
      return composer.complain(say("discarded_on"))
    }
    if (status === 428) {
      const password = await askPassword(message)
      return password === null ? composer.complain(message) : this.send(act, { ...secret, password })
    }
    composer.complain(message, answer?.field)
  }

  // Somebody saved it meanwhile; or (it has an id then) an earlier sending of this form had arrived unheard, and what
  // the form says now would be a change of that. Nothing of either is lost.
  async #settle({ message, revision, theirs, html, id, state }, act, secret) {
    const composer = this.#composer
    const chosen = await askConflict(message, html, say(id ? "conflict_own" : "conflict"), id ?? composer.entry)
    if (composer.isClosed) return
    const wasNew = !composer.entry
    if (id) {
      forget(composer.id)
      composer.turnTo({ id, revision, state })
    } else composer.basedOn = revision
    if (chosen === "mine") return this.send(["published", "withdrawn"].includes(composer.state) ? "amend" : act, secret)
    if (chosen === "theirs") {
      this.#offerMine()
      if (wasNew) return this.#done(null)
      composer.fill(theirs)
      composer.empty = composer.fields()
      forget(composer.id)
      composer.id = newId()
      return composer.focus()
    }
    composer.form.querySelector(".desk-theirs")?.remove()
    composer.form.querySelector("[data-field=headline]").before(sides(html))
    composer.form.dataset.merging = ""
    this.#keeping.keepHere()
    composer.complain(say("merge_now"), "", { isHint: true })
    composer.focus()
  }

  // Whoever takes theirs can have their own words back, for as long as the page is open, also when the form is closed.
  #offerMine() {
    const composer = this.#composer
    const { basedOn: based_on } = composer
    const fields = composer.fields()
    const again = async () => {
      if (!composer.form.isConnected) return !(await this.reopen({ id: newId(), fields, based_on }))
      composer.fill(fields, { isTyped: true })
      composer.dispatchEvent(new Event("input"))
      composer.focus()
    }
    notice(`mine ${composer.entry}`, say("took_theirs"), [
      [say("mine_again"), again],
      [say("let_go"), () => {}],
    ])
  }
}
