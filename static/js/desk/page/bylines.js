// Bylines: who signs an update, and in which role. Yourself, unless something else is chosen.
import { askAuthors, authors, knows } from "./authors.js";
import { config, say } from "./config.js";
import { button, make } from "../image/make.js";

const nameOf = (id) => config.authors.find((author) => String(author.id) === String(id))?.name ?? `#${id}`
const roleOf = (role) => config.roles.find(([value]) => value === role)?.[1] ?? role

export class Bylines {
  #list = []
  #element
  #author
  #help
  #changed
  #closing = new AbortController()

  // `signs`: whether it is signed with one's own name, where nobody has chosen another.
  constructor(form, changed, signs) {
    this.#element = form.querySelector("[data-bylines]")
    this.#author = form.querySelector("[data-byline-author]")
    this.#help = form.querySelector("[data-byline-help]")
    this.#changed = changed
    const author = this.#author
    const role = form.querySelector("[data-byline-role]")
    form.querySelector("[data-byline-add]").addEventListener("click", () => {
      if (!author.value) return author.focus()
      this.#set([...this.#list, { author: Number(author.value), role: role.value }])
      author.value = ""
    })
    this.value = this.own
    this.#offer()
    let own = this.own
    authors.addEventListener("change", () => {
      if (signs() && this.value === own) this.value = this.own
      own = this.own
      this.#offer()
      this.#show()
      changed()
    }, { signal: this.#closing.signal })
    form.querySelector("[data-more]").addEventListener("toggle", ({ target }) => target.open && askAuthors())
  }

  #offer() {
    const chosen = this.#author.value
    this.#author.replaceChildren(new Option("—", ""), ...config.authors.map(({ id, name }) => new Option(name, id)))
    this.#author.value = chosen
    this.#help.hidden = Boolean(config.author)
  }

  close() {
    this.#closing.abort()
  }

  get own() {
    return JSON.stringify(config.author ? [{ author: config.author.id, role: config.roles[0][0] }] : [])
  }

  // As it is sent: JSON.
  get value() {
    return JSON.stringify(this.#list)
  }

  // Also as the server names them.
  set value(given) {
    const list = typeof given === "string" ? JSON.parse(given) : given
    this.#list = list.map(({ author, role }) => ({ author, role }))
    this.#show()
    if (!list.every(({ author }) => knows(author))) askAuthors()
  }

  #set(list) {
    const once = new Map(list.map((each) => [`${each.author} ${each.role}`, each]))
    this.#list = [...once.values()]
    this.#show()
    this.#changed()
  }

  #show() {
    this.#element.replaceChildren(...this.#list.map((each, at) => this.#row(each, at)))
  }

  #row(each, at) {
    const name = nameOf(each.author)
    const away = button("×", () => this.#set(this.#list.filter((other) => other !== each)), { "aria-label": say("remove_name", { name }) })
    const up = button("↑", () => this.#set(this.#list.toSpliced(at, 1).toSpliced(at - 1, 0, each)), {
      "aria-label": say("name_up", { name }), hidden: at === 0,
    })
    return make("li", {}, make("bdi", { textContent: name }), ` ${roleOf(each.role)} `, up, away)
  }
}
