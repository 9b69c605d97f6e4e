// The announcer: tells those who listen, politely and not more than four times a minute, what has happened.
const QUIET = 15_000

export class Announcer {
  #element
  #waiting = new Map()
  #next = 0
  #timer = 0

  constructor(element) {
    this.#element = element
  }

  // Say a sentence; a later one about the same subject takes its place while it waits.
  say(subject, sentence) {
    this.#waiting.set(subject, sentence)
    this.#timer ||= setTimeout(() => this.#speak(), Math.max(0, this.#next - Date.now()))
  }

  #speak() {
    this.#timer = 0
    this.#next = Date.now() + QUIET
    this.#element.textContent = [...this.#waiting.values()].join(" ")
    this.#waiting.clear()
  }
}
