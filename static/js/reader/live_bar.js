// The live bar: how fresh the page is, what waits to be shown, and what has happened. All its words come with the page.
import { Announcer } from "./announcer.js";
import { inPlace } from "./in_place.js";
import { remember, remembered } from "./preference.js";
import { offerOwnTimes, zone } from "./times.js";

const TITLE = document.title

export class LiveBar {
  #element
  #page
  #view
  #announcer
  #button
  #asTheyCome
  #plural = new Intl.PluralRules(document.documentElement.lang || "en")
  #freshAt = null
  #changed = new Set()

  constructor(page) {
    this.#page = page
    this.#element = page.querySelector("[data-live-bar]")
    this.#announcer = new Announcer(this.#part("status"))
    this.#button = this.#part("show-new")
    this.#asTheyCome = this.#part("as-they-come")
  }

  start(view) {
    this.#view = view
    this.#element.hidden = false
    this.#button.addEventListener("click", () => this.#show())
    this.#asTheyCome.ariaPressed = remembered("as-they-come")
    this.#asTheyCome.addEventListener("click", () => this.#toggle())
    offerOwnTimes(this.#page, this.#part("own-times"), () => this.#restamp())
    document.addEventListener("visibilitychange", () => this.count(view.waiting))
    addEventListener("scroll", () => this.#atTop && view.waiting && this.count(view.waiting), { passive: true })
  }

  // The server has just been heard.
  fresh() {
    this.#freshAt = new Date()
    this.#page.classList.remove("is-offline")
    this.#page.classList.add("is-connected")
    this.#set("connection", { hidden: true })
    this.#announcer.unsay("connection")
    this.#set("freshness", { textContent: this.#stamped("fresh") })
  }

  lost() {
    const words = this.#freshAt ? this.#stamped("lost") : this.#say("unheard")
    if (!this.#page.classList.contains("is-offline")) this.#announcer.say("connection", words)
    this.#page.classList.add("is-offline")
    this.#page.classList.remove("is-connected")
    this.#set("freshness", { textContent: "" })
    this.#set("connection", { hidden: false, textContent: words })
  }

  // So many entries wait: on the button, in the tab's title, and said once.
  count(waiting) {
    if (waiting && this.#asTheyCome.ariaPressed === "true" && this.#atTop && !document.hidden && !this.#view.elsewhere) {
      return this.#view.show()
    }
    const words = waiting ? this.#say(`new-${this.#plural.select(waiting)}`, { n: waiting }) : ""
    if (!words) this.#announcer.unsay("new")
    else if (words !== this.#button.textContent) this.#announcer.say("new", words)
    this.#set("show-new", { hidden: !waiting, textContent: words })
    document.title = waiting ? `(${waiting}) ${TITLE}` : TITLE
  }

  // An entry on the page became "amended" or "withdrawn". A reader who listens is not read a long list of them.
  changed(became, time) {
    this.#changed.add(time)
    this.#announcer.say("entries", this.#changed.size > 2 ? this.#say("several") : this.#say(became, { time }), () => this.#changed.clear())
  }

  postTurned(state) {
    this.#announcer.say("post", this.#say(state === "closed" ? "closed" : "reopened"))
  }

  // Another post of the column changed: one that this page has not heard of yet has opened.
  otherPost({ state, title, url }) {
    // An entry's own page lists no posts, and so cannot tell.
    if (state !== "live" || this.#page.dataset.kind === "entry" || this.#page.querySelector(`a[href="${CSS.escape(url)}"]`)) return
    const words = this.#say("opened", { title })
    this.#set("opened", { href: url, textContent: words, hidden: false })
    this.#announcer.say("opened", words)
  }

  ended() {
    const words = this.#say("ended")
    this.#announcer.say("ended", words)
    this.#set("freshness", { textContent: words })
    this.#set("as-they-come", { hidden: true })
  }

  #show() {
    if (this.#view.elsewhere) return location.assign(this.#page.dataset.address)
    const newest = this.#view.show()
    newest?.scrollIntoView({ block: "start", behavior: "instant" })
    newest?.focus({ preventScroll: true })
  }

  #toggle() {
    const on = this.#asTheyCome.ariaPressed !== "true"
    this.#asTheyCome.ariaPressed = String(on)
    remember("as-they-come", on)
    this.count(this.#view.waiting)
  }

  get #atTop() {
    return (this.#page.querySelector("[data-stream]")?.getBoundingClientRect().top ?? 0) > 0
  }

  // The bar takes room in the page: what it says must not move what is read.
  #set(part, properties) {
    inPlace(() => Object.assign(this.#part(part), properties))
  }

  // Its own times, in another zone.
  #restamp() {
    if (!this.#freshAt) return
    const lost = this.#page.classList.contains("is-offline")
    this.#set(lost ? "connection" : "freshness", { textContent: this.#stamped(lost ? "lost" : "fresh") })
  }

  #stamped(what) {
    const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone(this.#page) }
    return this.#say(what, { time: new Intl.DateTimeFormat(document.documentElement.lang || "en", clock).format(this.#freshAt) })
  }

  #part(name) {
    return this.#element.querySelector(`[data-${name}]`)
  }

  #say(what, values = {}) {
    const key = `say-${what}`.replace(/-(\w)/g, (_, letter) => letter.toUpperCase())
    const words = this.#element.dataset[key] ?? this.#element.dataset.sayNewOther
    return words.replace(/\{(\w+)\}/g, (_, name) => values[name])
  }
}
