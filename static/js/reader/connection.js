// The connection: a stream of messages where one gets through, polling where not, and patience when nothing answers.
import { backoff, pause } from "./backoff.js";
import { followEvents } from "./events.js";
import { Lookout } from "./lookout.js";
import { poll } from "./poll.js";
import { followSocket } from "./socket.js";

// After so many times that nothing was heard on a stream, although polling was answered, it rests for a while.
const FUTILE = 3
const REST = 5 * 60_000
const POLL_EVERY = 8_000
// Who asked us to come back later is not asked by everyone at once.
const SPREAD = 15_000
// Heard within the time of a beat, a stream is taken to live.
const LIVELY = 30_000

// Over HTTP/2 and 3 all streams to a host share one connection. HTTP/1.1 allows six, for all tabs together, but does not
// count sockets.
function streams() {
  const [page] = performance.getEntriesByType("navigation")
  return /^h[23]/.test(page?.nextHopProtocol) ? [followEvents, followSocket] : [followSocket]
}

export class Connection extends EventTarget {
  #url
  #page
  #lookout
  #streams = streams().map((follow) => ({ follow, futile: 0, notBefore: 0 }))
  #stopped = false
  // While the site is lite: no stream, and so many milliseconds between two polls.
  #pace = 0

  constructor(url, page) {
    super()
    this.#url = new URL(url, location.href).href
    this.#page = page
    this.#lookout = new Lookout(this.#url, page)
    addEventListener("online", () => this.#wake())
    addEventListener("offline", () => page.lost())
    document.addEventListener("visibilitychange", () => document.hidden || this.#wake(Date.now() - page.heardAt < LIVELY))
  }

  // Follows the column until it ends. `page.hear` gets every message, `page.lost` is told when nothing answers.
  async run() {
    for (let attempt = 0; ; ) {
      const answered = await this.#followOrPoll()
      if (this.#stopped) return
      attempt = answered && !this.#page.failed ? 0 : attempt + 1
      this.#page.failed = false
      if (!answered) this.#page.lost()
      await (attempt ? pause(backoff(attempt), this) : this.#rest())
    }
  }

  // Resolves to whether anything was heard. Only what is silent while something else is answered is futile: else it is
  // the server that is away.
  async #followOrPoll() {
    const silent = []
    let heard = false
    for (const stream of this.#streams.filter(({ notBefore }) => !this.#pace && notBefore <= Date.now())) {
      heard = await stream.follow(this.#url, this.#page)
      if (this.#stopped) return heard
      if (heard) {
        stream.futile = 0
        break
      }
      silent.push(stream)
    }
    heard ||= await this.#poll()
    for (const stream of heard ? silent : []) if (++stream.futile >= FUTILE) rest(stream, REST)
    return heard
  }

  // Until the next question is due, or something makes it so: something urgent was done, the tab shows again.
  async #rest() {
    this.#lookout.start(() => this.#wake(true))
    await pause(this.#untilNext, this)
    this.#lookout.stop()
  }

  // We keep the pace until an answer does not ask for it any more. Then all pages come for a stream again, over a while.
  async #poll() {
    const pace = this.#pace
    this.#pace = 0
    const answered = await poll(this.#url, this.#page)
    if (!answered) this.#pace = pace
    else if (pace && !this.#pace) {
      this.#page.lite(false)
      for (const stream of this.#streams) stream.notBefore = Date.now() + Math.random() * SPREAD
    }
    return answered
  }

  // While all streams rest we poll, but not past the end of their rest.
  get #untilNext() {
    if (this.#pace) return this.#pace * (0.75 + Math.random() / 2)
    const resting = Math.min(...this.#streams.map(({ notBefore }) => notBefore)) - Date.now()
    return resting > 0 ? Math.min(resting, POLL_EVERY * (0.75 + Math.random() / 2)) : backoff(0)
  }

  // The server asked us to come back later: no stream before then.
  notBefore(seconds) {
    const time = seconds * 1000 + Math.random() * SPREAD
    for (const stream of this.#streams) rest(stream, time)
    this.#page.hangUp()
  }

  // The server asked us to hold no stream, and to poll every so many seconds.
  slowDown(every) {
    this.#pace = every * 1000
    this.#page.lite(true)
  }

  // Something changed (the tab shows again, the network is back): do not go on waiting, and see whether the stream lives.
  #wake(lives = false) {
    if (!lives) this.#page.askAgain()
    this.dispatchEvent(new Event("wake"))
  }

  stop() {
    this.#stopped = true
    this.#page.hangUp()
    this.dispatchEvent(new Event("wake"))
  }
}

function rest(stream, time) {
  stream.notBefore = Math.max(stream.notBefore, Date.now() + time)
}
