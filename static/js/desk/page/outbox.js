// Outbox: texts on their way, in their order. One that nobody has answered yet stays, through a dead network, a server
// that is away, a reload: it is sent again under the same id, which the server takes once.
import { config, say } from "./config.js";
import { drop, mine, put } from "./store.js";
import { form, session, talk } from "./talk.js";
import { backoff } from "../../reader/backoff.js";
import { now } from "./clock.js";

// What is no answer: the text waits.
const isNoAnswer = ({ status }) => status === 0 || status === 401 || status === 429 || status >= 500
const BUSY = 429
// So often a text may find the server in trouble before those behind it are let past: it may be the trouble itself.
const BROKEN = 500
const TRIES = 3

class Outbox extends EventTarget {
  texts = []
  #waiting = new Map()
  #held = new Set()
  #timer = 0
  #attempt = 0
  #isSending = false

  // What was left when the page was closed.
  async start() {
    const left = (await mine(now())).filter(({ id, queued }) => queued && !this.texts.some((text) => text.id === id))
    this.texts = [...left, ...this.texts]
    this.#tell()
    this.flush()
  }

  // Take a text that its form goes on holding, until `release`. Resolves to its answer, whenever that comes. `secret` is
  // sent with it once, and kept nowhere.
  async submit(text, secret = {}) {
    const queued = { ...text, queued: true, refused: "" }
    this.#held.add(text.id)
    this.texts = [...this.texts.filter(({ id }) => id !== text.id), queued]
    await put(queued).catch(() => null) // what cannot be kept is still sent
    const answered = new Promise((resolve) => this.#waiting.set(text.id, { resolve, secret }))
    this.flush()
    return answered
  }

  // Its form does not wait for it any more: it is shown as what waits.
  release(id) {
    this.#held.delete(id)
    this.#tell()
  }

  // What is in no form.
  get shown() {
    return this.texts.filter(({ id }) => !this.#held.has(id))
  }

  // Take one back: it is not sent, unless it just has been. Its form has it again, under the same id.
  withdraw(id) {
    this.texts = this.texts.filter((text) => text.id !== id)
    this.#tell()
  }

  async flush() {
    clearTimeout(this.#timer)
    if (this.#isSending) return
    this.#isSending = true
    let text
    const passed = new Set()
    while (session.state === "in" && (text = this.texts.find((each) => !each.refused && !passed.has(each)))) {
      const said = await this.#send(text)
      if (said.status === BROKEN && (text.failed = (text.failed ?? 0) + 1) > TRIES) {
        passed.add(text)
        continue
      }
      if (isNoAnswer(said)) {
        this.#later(said)
        break
      }
      this.#attempt = 0
      await this.#answered(text, said)
    }
    if (passed.size) this.#later({})
    this.#isSending = false
    this.#tell()
  }

  #send(text) {
    const base = config.addresses.entries
    const { secret } = this.#waiting.get(text.id) ?? {}
    const { continues_words, ...fields } = text.fields
    const more = { submit_id: text.id, based_on: text.based_on, act: text.act, zone: config.zone, ...secret }
    this.#tell()
    return talk(text.entry ? `${base}${text.entry}/` : base, { method: "POST", body: form({ ...fields, ...more }) })
  }

  #later({ status, later }) {
    this.#attempt += 1
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.flush(), status === BUSY && later ? later * 1000 : backoff(this.#attempt) / 2)
    this.#tell()
  }

  async #answered(text, said) {
    const isDone = said.status === 200
    text.refused = isDone ? "" : said.answer?.message || say("refused", { status: said.status })
    const tell = (more) => this.dispatchEvent(new CustomEvent("answered", { detail: { text, said, ...more } }))
    if (!this.texts.includes(text)) return tell({ isTakenBack: true }) // while it was on its way: its form has it
    const { resolve } = this.#waiting.get(text.id) ?? {}
    this.#waiting.delete(text.id)
    const isHeld = this.#held.delete(text.id)
    if (isDone || isHeld) this.texts = this.texts.filter(({ id }) => id !== text.id)
    tell({ isHeld })
    resolve?.(said) // at once: whoever loses patience in between would leave it in no form and in no queue
    if (isDone) await drop(text.id)
    else await put({ ...text, queued: !isHeld }).catch(() => null) // what its form has again is a draft like others
  }

  #tell() {
    this.dispatchEvent(new Event("change"))
  }
}

export const outbox = new Outbox()
addEventListener("online", () => outbox.flush())
session.addEventListener("turn", () => session.state === "in" && outbox.flush())
