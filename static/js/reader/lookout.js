// The lookout: while a page waits for its next poll, it asks for one number every few seconds: that of the last urgent
// change (an entry withdrawn, the column hidden, lite mode begun or ended). If that is beyond its own, it waits no more.

// With the way there and back, and the age of an answer, that is less than five seconds after anything urgent.
const EVERY = 2_700
const SPREAD = 1_000
// The poll that followed may have been answered by a cache that did not know yet: so much later it is asked for again.
const AGAIN = 1_000
const PATIENCE = 3_000

export class Lookout {
  #url
  #page
  // Which wait this is: what was asked for in an earlier one tells nothing any more.
  #watch = 0
  #found = 0

  constructor(url, page) {
    this.#url = url
    this.#page = page
  }

  // Look until `stop`, or until there is something: `found` is called then.
  async start(found) {
    const watch = ++this.#watch
    for (;;) {
      const wait = this.#found ? Math.min(AGAIN * this.#found, EVERY) : EVERY
      await new Promise((resolve) => setTimeout(resolve, wait + Math.random() * SPREAD))
      if (watch !== this.#watch) return
      const isBehind = !document.hidden && (await this.#isBehind())
      if (watch !== this.#watch) return
      this.#found = isBehind ? this.#found + 1 : 0
      if (isBehind) return found()
    }
  }

  stop() {
    this.#watch++
  }

  // A question that is not answered finds nothing: whether the server is there at all is for the polls to find out.
  async #isBehind() {
    try {
      const answer = await fetch(`${this.#url}urgent`, { credentials: "omit", cache: "no-store", signal: AbortSignal.timeout(PATIENCE) })
      if (!answer.ok) return false
      const { epoch, seq } = await answer.json()
      return epoch !== this.#page.epoch || seq > this.#page.after
    } catch {
      return false
    }
  }
}
