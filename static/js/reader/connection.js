// The connection: a WebSocket where there can be one, polling where not, and patience when nothing answers.
import { backoff, pause } from "./backoff.js";
import { poll } from "./poll.js";
import { followSocket } from "./socket.js";

// After so many sockets on which nothing was heard we poll, and try a socket again only after a while.
const FUTILE = 3
const RETRY_SOCKET = 5 * 60_000
const POLL_EVERY = 8_000

export class Connection extends EventTarget {
  #url
  #page
  #futile = 0
  #noSocketBefore = 0
  #stopped = false
  #waitAtLeast = 0

  constructor(url, page) {
    super()
    this.#url = new URL(url, location.href)
    this.#page = page
    addEventListener("online", () => this.wake())
    addEventListener("offline", () => page.lost())
    document.addEventListener("visibilitychange", () => document.hidden || this.wake())
  }

  // Follows the column until it ends. `page.hear` gets every message, `page.lost` is told when nothing answers.
  async run() {
    let attempt = 0
    while (!this.#stopped) {
      const answered = (await this.#trySocket()) || (!this.#stopped && (await poll(this.#url.href, this.#page)))
      if (this.#stopped) return
      attempt = answered && !this.#page.failed ? 0 : attempt + 1
      this.#page.failed = false
      if (!answered) this.#page.lost()
      const polling = answered && this.#pollOnly
      await pause(Math.max(polling ? POLL_EVERY * (0.75 + Math.random() / 2) : backoff(attempt), this.#waitAtLeast), this)
      this.#waitAtLeast = 0
    }
  }

  get #pollOnly() {
    return Date.now() < this.#noSocketBefore
  }

  async #trySocket() {
    if (this.#pollOnly) return false
    const url = new URL(this.#url)
    url.protocol = url.protocol.replace("http", "ws")
    const heard = await followSocket(url.href, this.#page)
    this.#futile = heard ? 0 : this.#futile + 1
    if (this.#futile >= FUTILE && navigator.onLine) this.#noSocketBefore = Date.now() + RETRY_SOCKET
    return heard
  }

  // The server asked us to come back later.
  notBefore(seconds) {
    this.#waitAtLeast = seconds * 1000 * (1 + Math.random() / 2)
    this.#page.hangUp()
  }

  // Something changed (the tab shows again, the network is back): see whether the connection lives, and do not go on
  // waiting, unless the server asked for it.
  wake() {
    this.#page.askAgain()
    if (!this.#waitAtLeast) this.dispatchEvent(new Event("wake"))
  }

  stop() {
    this.#stopped = true
    this.#page.hangUp()
    this.dispatchEvent(new Event("wake"))
  }
}
