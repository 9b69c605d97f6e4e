// Desk form: one composer with all that it needs: its buttons, its keeping and its sending.
import { changes } from "./changes.js";
import { Composer } from "./composer.js";
import { config, say } from "./config.js";
import { Keeping } from "./keeping.js";
import { Sending } from "./sending.js";
import { button } from "../image/make.js";
import { form, talk } from "./talk.js";
import { show } from "./shown.js";

// What can be done with a text in that state, the main thing first.
export const actsFor = (state, isLater) => {
  const { may } = config
  if (["published", "withdrawn"].includes(state)) return may.amend ? ["amend"] : []
  if (may.publish) return [isLater ? "schedule" : "publish", "draft", ...(config.four_eyes ? ["submit"] : [])]
  return ["submit", "draft"]
}

const label = (act) =>
  act === "publish" && config.delay ? say("act_publish_delayed", { minutes: Math.round(config.delay / 60) }) : say(`act_${act}`)

export class DeskForm {
  #end = new AbortController()

  constructor(place, options, done) {
    this.composer = new Composer(place, options)
    this.keeping = new Keeping(this.composer)
    this.sending = new Sending(this.composer, this.keeping, done)
    this.ready = this.composer.ready
    const { form: dom } = this.composer
    dom.addEventListener("submit", (event) => (event.preventDefault(), this.sending.send(this.main)))
    dom.querySelector("[data-preview]").addEventListener("click", () => this.#preview())
    dom.querySelector("[data-hold]")?.addEventListener("click", () => this.#hold())
    dom.elements.due_at?.addEventListener("input", () => this.showActs())
    this.composer.addEventListener("filled", () => this.showActs())
    changes.addEventListener("rules", () => this.showActs(), { signal: this.#end.signal })
    dom.querySelector("[data-more]").addEventListener("toggle", () => this.#sayMore())
    this.composer.addEventListener("input", () => this.#sayMore())
    this.showActs()
  }

  get main() {
    return actsFor(this.composer.state, Boolean(this.composer.form.elements.due_at?.value))[0]
  }

  showActs() {
    const { form: dom, state } = this.composer
    const [main, ...others] = actsFor(state, Boolean(dom.elements.due_at?.value))
    const button_ = dom.querySelector("[data-act=main]")
    button_.hidden = !main
    if (main) button_.textContent = label(main)
    const rest = others.map((act) => button(label(act), () => this.sending.send(act), { className: "button" }))
    dom.querySelector("[data-others]").replaceChildren(...rest)
    this.#sayMore()
  }

  // What stands in the folded rows, in a few words.
  #sayMore() {
    const { elements } = this.composer.form
    const names = JSON.parse(this.composer.bylines.value).length
    const filled = ["tags", "display_time", "event_time", "due_at", "delay", "hold"].filter((name) => elements[name]?.value)
    const words = [say(["no_name", "one_name"][names] ?? "names", { names }), ...filled.map((name) => say(`has_${name}`))]
    const place = this.composer.form.querySelector("[data-more-words]")
    const told = `(${words.join(", ")})`
    if (place.textContent !== told) place.textContent = told
  }

  async #preview() {
    const { composer } = this
    const { status, answer } = await talk(config.addresses.preview, { method: "POST", body: form({ ...composer.fields(), zone: config.zone, entry: composer.entry }) })
    if (status !== 200) return composer.complain(answer?.message || say(status ? "refused" : "unreachable", { status }), answer?.field)
    const place = composer.form.querySelector("[data-preview-place]")
    place.hidden = false
    show(place.querySelector("[data-preview-text]"), answer.html)
    place.scrollIntoView({ block: "nearest" })
  }

  #hold() {
    const { hold } = this.composer.form.elements
    if (!hold.value.trim()) return this.composer.complain(say("hold_why"), "hold")
    return this.sending.send("draft")
  }

  close() {
    this.#end.abort()
    this.keeping.end()
    this.composer.close()
  }
}
