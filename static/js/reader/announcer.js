// The announcer: tells those who listen, politely and not more than four times a minute, what has happened.
const QUIET = 15_000

export class Announcer {
  #element
  #waiting = new Map()
  #said = new Set()
  #next = 0
  #timer = 0

  constructor(element) {
    this.#element = element
  }

  // Say a sentence; a later one about the same subject takes its place while it waits. `then` runs once it is said.
  say(subject, sentence, then = () => {}) {
    this.#waiting.set(subject, { sentence, then })
    this.#timer ||= setTimeout(() => this.#speak(), Math.max(0, this.#next - Date.now()))
  }

  // It is no longer so: do not say it, nor let it stand.
  unsay(subject) {
    this.#waiting.delete(subject)
    if (this.#said.has(subject)) this.#element.textContent = ""
    this.#said.delete(subject)
  }

  #speak() {
    this.#timer = 0
    if (!this.#waiting.size) return
    this.#next = Date.now() + QUIET
    this.#said = new Set(this.#waiting.keys())
    this.#element.textContent = [...this.#waiting.values()].map(({ sentence }) => sentence).join(" ")
    for (const { then } of this.#waiting.values()) then()
    this.#waiting.clear()
  }
}
