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
    this.#change(article, change.html)
  }

  #change(article, html) {
    const became = inPlace(() => morph(article, html))
    if (!became) return
    markChanged(article)
    this.#page.bar.changed(became, timeOf(article))
    // The tab's title held the headline.
    if (became === "withdrawn") document.title = this.#element.querySelector('[data-region="crumb"]')?.textContent.trim() ?? ""
  }

  restart(fresh) {
    this.#element.dataset.post = fresh.dataset.post
    this.#change(this.#article, fresh.querySelector("[data-stream] > .entry").outerHTML)
  }

  show() {}
}
