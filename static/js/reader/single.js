// One entry on its own page: changed in place, whatever happens to it.
import { markChanged, morph, timeOf } from "./articles.js";
import { inPlace } from "./in_place.js";
import { fetchFragment } from "./refetch.js";

export class Single {
  #page
  #element
  waiting = 0
  elsewhere = false

  constructor(page, element) {
    this.#page = page
    this.#element = element
  }

  get address() {
    return location.pathname
  }

  get #article() {
    return this.#element.querySelector("[data-stream] > .entry")
  }

  async apply(change) {
    const article = this.#article
    if (change.id !== article.dataset.id || Number(article.dataset.seq) >= change.seq) return
    if (change.post !== this.#element.dataset.post) return this.#page.refetch()
    if (change.html === null) return this.apply(await fetchFragment(this.#page.column, change))
    inPlace(() => morph(article, change.html))
    markChanged(article)
    if (change.op === "gone") this.#page.bar.withdrawn(timeOf(article))
    else this.#page.bar.amended(timeOf(article))
  }

  restart(fresh) {
    this.#element.dataset.post = fresh.dataset.post
    const article = fresh.querySelector("[data-stream] > .entry")
    if (article.dataset.seq === this.#article.dataset.seq) inPlace(() => morph(this.#article, article.outerHTML))
    else this.apply({ op: "entry", id: article.dataset.id, post: fresh.dataset.post, seq: Number(article.dataset.seq), html: article.outerHTML })
  }

  show() {}
}
