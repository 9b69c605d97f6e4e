// The live page: where it stands in the column's log (epoch and after), and what it does with each message.
// The rules are those of docs/live-protocol.md; recovery is start-up: there is no second way.
import { Connection } from "./connection.js";
import { LiveBar } from "./live_bar.js";
import { jumpInPlace } from "./jump.js";
import { loadOlder } from "./older.js";
import { Regions } from "./regions.js";
import { fetchPage } from "./refetch.js";
import { Single } from "./single.js";
import { Stream } from "./stream.js";

// All pages are told to start again at once: they do so over a few seconds.
const spread = () => new Promise((resolve) => setTimeout(resolve, Math.random() * 3000))

export class LivePage {
  #element
  #connection
  #hearing = Promise.resolve()

  constructor(element) {
    this.#element = element
    const { epoch, seq, kind, live } = element.dataset
    this.epoch = epoch
    this.after = Number(seq)
    this.post = element.dataset.post // where its reader is counted
    this.bar = new LiveBar(element)
    this.regions = new Regions(element, this.after)
    this.view = kind === "entry" ? new Single(this, element) : new Stream(this, element)
    this.#connection = new Connection(element.dataset.url, this)
    this.askAgain = this.hangUp = () => {}
    this.failed = false
    this.heardAt = 0
    this.column = live
  }

  start() {
    this.bar.start(this.view)
    loadOlder(this, this.#element)
    jumpInPlace(this.#element)
    this.#connection.run()
  }

  hear(message) {
    this.heardAt = Date.now()
    return this.inTurn(() => this.#handle(message))
  }

  // Messages, and whatever else changes what the page shows, are handled one after the other, however long one takes.
  // What fails is heard again: the cursor has not moved.
  inTurn(work) {
    this.#hearing = this.#hearing.then(work).catch((error) => {
      console.error(error)
      this.failed = true
      this.hangUp()
    })
    return this.#hearing
  }

  // Nothing answers any more.
  lost() {
    this.bar.lost()
  }

  async #handle(message) {
    switch (message.type) {
      case "delta": await this.#apply(message); break
      case "beat": if (message.seq > this.after) return this.askAgain(); break
      case "reset": await spread(); await this.refetch(); return this.askAgain()
      case "end": return this.#end(message.reason)
      case "later": return this.#connection.notBefore(message.retry_after)
      default: return // a newer server's word: what it means will reach us by a reload
    }
    this.bar.fresh()
  }

  async #apply({ epoch, from, to, changes }) {
    if (epoch !== this.epoch) return this.refetch().then(() => this.askAgain())
    if (to <= this.after) return
    if (from > this.after) return this.askAgain()
    for (const change of changes) await this.#applyChange(change)
    if (epoch === this.epoch) this.after = Math.max(this.after, to)
  }

  async #applyChange(change) {
    if (change.op === "entry" || change.op === "gone") return this.view.apply(change)
    if (change.op === "post") return this.#applyPost(change)
    if (change.op === "column") this.regions.replace(change.html, change.seq)
  }

  async #applyPost(change) {
    if (change.post !== this.#element.dataset.post) return this.bar.otherPost(change)
    if (change.state !== this.#element.dataset.state) this.bar.postTurned(change.state)
    this.#element.dataset.state = change.state
    if (change.html === null) await this.refetch()
    else this.regions.replace(change.html, change.seq)
  }

  // Start again from the page as it is now, for the same window; what the reader sees stays in its place.
  async refetch() {
    const fresh = await fetchPage(this.view.address)
    if (this.#isAnother(fresh)) return location.reload()
    this.epoch = fresh.dataset.epoch
    this.after = Number(fresh.dataset.seq)
    this.#element.dataset.state = fresh.dataset.state
    this.regions.restart(fresh, this.after)
    this.view.restart(fresh)
    this.bar.fresh()
  }

  // Whether what stands around the stream has changed too: the zone of all times, or the language of all words.
  #isAnother(fresh) {
    return fresh.dataset.zone !== this.#element.dataset.zone || fresh.ownerDocument.documentElement.lang !== document.documentElement.lang
  }

  // What was loaded beside the log may be older than we are: hear again what happened since. Applying is idempotent.
  // Called in turn.
  rewind(epoch, seq) {
    if (epoch !== this.epoch) return this.refetch().then(() => this.askAgain())
    if (seq >= this.after) return
    this.after = seq
    this.askAgain()
  }

  #end(reason) {
    this.#connection.stop()
    if (reason === "hidden") location.reload()
    else this.bar.ended()
  }
}
