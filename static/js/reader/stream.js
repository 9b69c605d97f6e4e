// The stream of a post: takes in changes without moving what is read. New entries wait, hidden in their place, until
// the reader asks for them (or has asked to see them as they come, and is at the top).
import { asServed, insertInOrder, markChanged, morph, parse, timeOf } from "./articles.js";
import { inPlace } from "./in_place.js";
import { fetchFragment } from "./refetch.js";
import { translate } from "./times.js";
import { FIRST, Window } from "./window.js";

export class Stream {
  #page
  #element
  #list
  #above = new Set()

  constructor(page, element) {
    this.#page = page
    this.#element = element
    this.#list = element.querySelector("[data-stream]")
    this.window = new Window(element.dataset)
  }

  // Where this window can be fetched afresh.
  get address() {
    const { upper, lower } = this.window
    const query = new URLSearchParams({ ...(upper && { before: upper }), through: lower || FIRST })
    return `${this.#element.dataset.address}?${query}`
  }

  get waiting() {
    const pending = this.#list?.querySelectorAll(".entry[data-pending]:not(.is-withdrawn)").length ?? 0
    return pending + this.#above.size
  }

  async apply(change) {
    const article = this.#find(change.id)
    if (article && Number(article.dataset.seq) >= change.seq) return
    if (change.post !== this.#element.dataset.post || !this.window.holds(change.sort)) return this.#outside(change, article)
    if (change.html === null) return this.apply(await fetchFragment(this.#page.column, change))
    if (article) this.#change(article, change.html)
    else this.#insert(change.html)
  }

  // Not ours to show: it leaves, if we had it; newer ones than an older page shows are counted.
  #outside(change, article) {
    if (article) inPlace(() => article.remove())
    const newer = change.post === this.#element.dataset.post && this.window.isAbove(change.sort)
    if (newer && change.op === "entry" && !article) this.#above.add(change.id)
    else this.#above.delete(change.id)
    this.#page.bar.count(this.waiting)
  }

  #insert(html) {
    const article = parse(html)
    article.toggleAttribute("data-pending", true)
    insertInOrder(this.#list, article)
    this.#list.setAttribute("role", "feed")
    this.#page.bar.count(this.waiting)
  }

  #change(article, html) {
    const became = inPlace(() => {
      const what = morph(article, html)
      insertInOrder(this.#list, article)
      return what
    })
    if (became && !article.hasAttribute("data-pending")) {
      markChanged(article)
      this.#page.bar.changed(became, timeOf(article))
    }
    this.#page.bar.count(this.waiting)
  }

  // Show what waits. Returns the newest of it.
  show() {
    const pending = [...this.#list.querySelectorAll(".entry[data-pending]")]
    for (const article of pending) article.removeAttribute("data-pending")
    this.#page.bar.count(this.waiting)
    return pending[0]
  }

  // What stands above this older page is on the newest one.
  get elsewhere() {
    return this.#above.size > 0
  }

  // Take over a fresh page of the same window: its entries, no others.
  restart(fresh) {
    // A column that had no post has opened one: that is another page.
    if (!this.#list) return fresh.querySelector("[data-stream]") && location.reload()
    this.window.lower = fresh.dataset.lower
    const articles = [...fresh.querySelectorAll("[data-stream] > .entry")]
    const ids = new Set(articles.map((article) => article.id))
    inPlace(() => {
      for (const article of [...this.#list.children]) if (!ids.has(article.id)) article.remove()
      for (const article of articles) this.#merge(article, false)
    })
    const older = (page) => page.querySelector("[data-older]")
    older(this.#element)?.replaceChildren(...(older(fresh)?.childNodes ?? []))
    this.#page.bar.count(this.waiting)
  }

  // Take in older entries that the reader asked for, and what they say of the window.
  extend(older) {
    this.window.lower = older.dataset.lower
    for (const article of older.querySelectorAll("[data-stream] > .entry")) this.#merge(article, true)
    this.#page.bar.count(this.waiting)
  }

  // Take in one article that was fetched beside the log, hidden if it is new, unless it is to be shown.
  #merge(article, shown) {
    const ours = this.#find(article.dataset.id)
    if (!ours) {
      article = document.adoptNode(article)
      translate(article)
      article.toggleAttribute("data-pending", !shown)
      insertInOrder(this.#list, article)
    } else if (asServed(ours) !== article.outerHTML) {
      this.#change(ours, article.outerHTML)
    }
  }

  #find(id) {
    const article = document.getElementById(`e-${id}`)
    return this.#list?.contains(article) ? article : null
  }
}
