// Keeping: what is typed is in this browser within a second and on the server within five, without a key having to wait
// for it.
import { clockTime, config, say } from "./config.js";
import { now } from "./clock.js";
import { drop, put } from "./store.js";
import { session, talk } from "./talk.js";
import { sayWeight } from "./weight.js";

const HERE = 500
const THERE = 3_000
const AGAIN = 5_000
const said = document.querySelector("[data-kept]")
const all = new Set()
const idle = window.requestIdleCallback ?? ((act) => setTimeout(act, 0))

const tell = (words) => said.textContent === words || (said.textContent = words)

const address = (id) => `${config.addresses.writing}${id}/`

export const forget = (id) => {
  drop(id)
  return talk(address(id), { method: "DELETE" })
}

export class Keeping {
  #composer
  #timers = { here: 0, there: 0 }
  #sending = null
  #isThere = true
  #isOver = false
  isHere = true

  constructor(composer) {
    this.#composer = composer
    all.add(this)
    composer.addEventListener("input", () => this.#typed())
    composer.addEventListener("filled", () => composer.editor && sayWeight(composer.form, composer.body))
  }

  #typed() {
    if (this.#composer.isBusy) return
    this.isHere = this.#isThere = false
    this.#timers.here ||= setTimeout(() => idle(() => this.keepHere(), { timeout: 300 }), HERE)
    this.#timers.there ||= setTimeout(() => this.#keepThere(), THERE)
  }

  // The text as it is kept and sent.
  text() {
    const { id, entry, basedOn, state } = this.#composer
    return { id, entry, state, based_on: basedOn, fields: this.#composer.fields(), at: now() }
  }

  async keepHere() {
    clearTimeout(this.#timers.here)
    this.#timers.here = 0
    if (this.#isOver) return
    const { id, form, body } = this.#composer
    sayWeight(form, body)
    try {
      if (this.#composer.isWorthKeeping) await put(this.text())
      else await drop(id)
      this.isHere = !this.#timers.here
    } catch {
      tell(say("kept_nowhere"))
    }
  }

  async #keepThere() {
    this.#timers.there = 0
    const { id, entry, basedOn } = this.#composer
    if (!this.#composer.isWorthKeeping) {
      this.#isThere = true
      tell("")
      return forget(id)
    }
    const body = JSON.stringify({ entry, based_on: basedOn, fields: this.#composer.fields() })
    this.#sending = new AbortController()
    const { status, answer } = await talk(address(id), { method: "PUT", body, signal: this.#sending.signal, headers: { "Content-Type": "application/json" } })
    if (this.#composer.id !== id) return // it was sent meanwhile
    this.#isThere = status === 204 && !this.#timers.there
    const time = clockTime(now(), { second: "2-digit" })
    const isRefused = status === 413 || status === 422 // now and for ever
    if (status === 204) tell(say("kept", { time }))
    else if (this.isHere) tell(answer?.message && isRefused ? answer.message : say(isRefused ? "kept_too_long" : "kept_here", { time }))
    if (status !== 204 && !isRefused && session.state === "in") this.#timers.there ||= setTimeout(() => this.#keepThere(), AGAIN)
  }

  // It is being sent: what is kept of it is kept by whoever sends.
  rest() {
    clearTimeout(this.#timers.here)
    clearTimeout(this.#timers.there)
    this.#timers = { here: 0, there: 0 }
    this.#sending?.abort()
    this.isHere = this.#isThere = true
    tell("")
  }

  end() {
    this.#isOver = true
    this.rest()
    all.delete(this)
  }

  // Whoever signed in again has what they typed meanwhile on the server as well.
  again() {
    if (!this.#isThere) this.#timers.there ||= setTimeout(() => this.#keepThere(), 0)
  }
}

const keepAll = () => all.forEach((keeping) => keeping.isHere || keeping.keepHere())

document.addEventListener("visibilitychange", () => document.hidden && keepAll())
addEventListener("pagehide", keepAll)
session.addEventListener("turn", () => session.state === "in" && all.forEach((keeping) => keeping.again()))

// Only what is kept nowhere is a reason to hold anybody up.
addEventListener("beforeunload", (event) => {
  if (![...all].some(({ isHere }) => !isHere)) return
  keepAll()
  event.preventDefault()
})
