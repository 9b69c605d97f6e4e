// Composer: the form of an update, with its rich text editor: one for what is new, and one for each entry that is
// edited in place. It knows what stands in its fields, and nothing of where that goes.
import { createEditor } from "django-prose-editor/configurable";
import { Bylines } from "./bylines.js";
import { config, say } from "./config.js";
import { newId } from "./ids.js";
import { offerEntries, offerTags, offerZones } from "./suggest.js";

const template = document.querySelector("template[data-form]")
const PLAIN = ["headline", "note", "tags", "display_time", "event_time", "event_zone", "continues", "due_at", "delay", "hold"]
const TICKS = ["pin", "key", "at_once"]
const REFERRING = ["for", "list", "aria-describedby"]
const MINUTES = [5, 10, 15, 30, 60] // an hour is the longest
let number = 0

// Each form has ids of its own.
const withIds = (form) => {
  number += 1
  for (const element of form.querySelectorAll("[id]")) element.id += `_${number}`
  for (const name of REFERRING) {
    for (const element of form.querySelectorAll(`[${name}]`)) element.setAttribute(name, `${element.getAttribute(name)}_${number}`)
  }
  return form
}

const offerDelays = (select) => {
  for (const minutes of MINUTES.filter((minutes) => minutes * 60 > config.delay)) {
    select?.append(new Option(say(minutes < 60 ? "minutes" : "hours", { minutes, hours: minutes / 60 }), minutes * 60))
  }
}

export class Composer extends EventTarget {
  // `entry` is null for a new one; `state` says which fields there are.
  constructor(place, { entry = null, basedOn = null, state = "draft" } = {}) {
    super()
    Object.assign(this, { entry, basedOn, state, id: newId(), isBusy: false, isClosed: false, editor: null })
    this.form = withIds(template.content.querySelector("form").cloneNode(true))
    this.bylines = new Bylines(this.form, () => this.#touched(), () => !this.entry)
    this.showFields()
    offerDelays(this.form.elements.delay)
    place.append(this.form)
    offerTags(this.form.elements.tags)
    offerEntries(this.form)
    offerZones(this.form.elements.event_zone)
    this.form.addEventListener("input", (event) => event.target.matches("textarea[data-django-prose-editor-configurable]") || this.#touched())
    this.form.addEventListener("change", () => this.#touched())
    this.ready = this.#start()
  }

  // The editor writes all of its text into its text area at each key: here that is done when it is asked for.
  async #start() {
    const textarea = this.form.querySelector("textarea[name=body]")
    this.editor = await createEditor(textarea)
    this.editor.off("update", this.editor.options.onUpdate)
    this.editor.on("update", () => this.#touched())
    this.empty = this.fields()
    return this
  }

  #touched() {
    this.dispatchEvent(new Event("input"))
  }

  // A published entry has no schedule, a new one no correction.
  showFields() {
    const isPublic = ["published", "withdrawn"].includes(this.state)
    const shown = { amend: isPublic, unpublished: !isPublic, new: !isPublic }
    for (const field of this.form.querySelectorAll("[data-when]")) field.hidden = !shown[field.dataset.when]
  }

  // The entry is in another state by now.
  turn(state) {
    if (this.state === state) return
    this.state = state
    this.showFields()
    this.dispatchEvent(new Event("filled"))
  }

  // It writes another entry from here on (or, without one, a new one), under an id of its own.
  turnTo({ id = null, revision = null, state = "draft" } = {}) {
    Object.assign(this, { entry: id, basedOn: revision, id: newId() })
    this.turn(state)
  }

  get body() {
    const { doc } = this.editor.state
    if (this.written?.doc !== doc) this.written = { doc, html: this.editor.isEmpty ? "" : this.editor.getHTML() }
    return this.written.html
  }

  // What stands for each picture in the text, also of one that is still on its way.
  get pictures() {
    const found = []
    this.editor.state.doc.descendants(({ attrs }) => void found.push(...(attrs.ids ?? [])))
    return found
  }

  // What stands in the form, as it is sent and kept.
  fields() {
    const { elements } = this.form
    const plain = PLAIN.filter((name) => elements[name]).map((name) => [name, elements[name].value])
    const ticks = TICKS.filter((name) => elements[name]).map((name) => [name, elements[name].checked ? "on" : ""])
    const continues_words = this.form.querySelector("[data-continues]").value
    return { ...Object.fromEntries([...plain, ...ticks]), body: this.body, bylines: this.bylines.value, continues_words }
  }

  // `isTyped`: it stood in such a form, and each space of it is meant, also one at the end of half a sentence.
  fill(given, { isTyped = false } = {}) {
    const { elements } = this.form
    for (const name of PLAIN) if (elements[name] && name in given) elements[name].value = given[name] ?? ""
    for (const name of TICKS) if (elements[name] && name in given) elements[name].checked = Boolean(given[name])
    this.form.querySelector("[data-continues]").value = given.continues_words ?? ""
    if (given.bylines) this.bylines.value = given.bylines
    this.editor.commands.setContent(given.body ?? "", { emitUpdate: false, parseOptions: { preserveWhitespace: isTyped } })
    this.dispatchEvent(new Event("filled"))
  }

  // Whether there is anything that would be a loss.
  get isWorthKeeping() {
    const { headline, note, tags, hold } = this.form.elements
    if (this.entry) return JSON.stringify(this.fields()) !== JSON.stringify(this.empty)
    return !this.editor.isEmpty || [headline, note, tags, hold].some((field) => field?.value.trim())
  }

  // Empty again, for the next one.
  reset() {
    this.turnTo()
    this.complain("")
    this.form.querySelector(".desk-theirs")?.remove()
    delete this.form.dataset.merging
    this.fill({ ...Object.fromEntries([...PLAIN, ...TICKS].map((name) => [name, ""])), body: "", bylines: this.bylines.own })
    this.editor.commands.clearContent()
    this.form.querySelector("[data-more]").open = false
    this.form.querySelector("[data-preview-place]").hidden = true
  }

  // The same, and nothing of it can be undone.
  wipe() {
    this.reset()
    const { state, view } = this.editor
    view.updateState(state.constructor.create({ doc: state.doc, plugins: state.plugins }))
  }

  // While it is on its way nothing is changed.
  busy(is) {
    this.isBusy = is
    this.editor.setEditable(!is, false)
    this.form.toggleAttribute("data-busy", is)
    this.form.setAttribute("aria-busy", is)
    for (const field of this.form.querySelectorAll("input, select")) field.toggleAttribute("readonly", is)
    for (const button of this.form.querySelectorAll(".desk-form__acts button")) button.setAttribute("aria-disabled", is)
  }

  // Says what was refused, at the field that it is about. An empty message takes it back.
  complain(message, name = "", { isHint = false } = {}) {
    const error = this.form.querySelector("[data-error]")
    for (const old of this.form.querySelectorAll(".desk-field__error")) old.remove()
    for (const wrong of this.form.querySelectorAll("[aria-invalid]")) wrong.removeAttribute("aria-invalid")
    const row = name && this.form.querySelector(`[data-field="${name}"]`)
    error.hidden = !message || Boolean(row)
    error.textContent = error.hidden ? "" : message
    error.classList.toggle("errornote", !isHint)
    if (!message || !row) return message && error.focus()
    if (row.closest("[data-more]")) row.closest("[data-more]").open = true
    row.append(Object.assign(document.createElement("p"), { className: "desk-field__error", role: "alert", textContent: message }))
    const field = name === "body" ? this.editor.view.dom : row.querySelector("input, select, textarea")
    field?.setAttribute("aria-invalid", "true")
    field?.focus()
  }

  focus() {
    this.editor.commands.focus("end")
  }

  close() {
    this.isClosed = true
    this.bylines.close()
    this.editor.destroy()
    this.form.remove()
  }
}
