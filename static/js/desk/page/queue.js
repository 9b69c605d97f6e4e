// Queue: what has been sent and has not arrived, or came back after its form had gone on: shown with why, and what can
// be done with it.
import { clockTime, say } from "./config.js";
import { button, make } from "../image/make.js";
import { announce, notice } from "./notices.js";
import { isOwn, look, upTo } from "./changes.js";
import { outbox } from "./outbox.js";
import { session } from "./talk.js";

const section = document.querySelector("[data-queue-section]")
const list = document.querySelector("[data-queue]")

const textOf = (html) => {
  const template = document.createElement("template")
  template.innerHTML = html
  return template.content.textContent.replace(/\s+/g, " ").trim()
}

const inShort = (words) => (words.length > 80 ? `${words.slice(0, 80).replace(/\s+\S*$/, "")}…` : words)

export const firstWords = ({ headline, body }) => inShort(headline || textOf(body ?? "")) || say("no_words")

const why = (text) => {
  if (text.refused) return text.refused
  if (session.state !== "in") return say("queued_out")
  return say(navigator.onLine ? "queued_server" : "queued_offline")
}

// `takeBack(text)` puts one into a form again.
export const showQueue = (takeBack) => {
  const row = (text) => {
    const words = make("bdi", { className: "desk-queue__words", textContent: firstWords(text.fields) })
    const said = make("span", { className: "desk-queue__why", textContent: `${say(`act_${text.act}`)}, ${clockTime(text.at)}: ${why(text)}` })
    const back = button(say("take_back"), () => takeBack(text), { className: "button" })
    const again = button(say("send_now"), () => outbox.flush(), { className: "button", hidden: Boolean(text.refused) })
    const dom = make("li", {}, words, said, make("span", { className: "desk-queue__acts" }, again, back))
    dom.toggleAttribute("data-refused", Boolean(text.refused))
    return dom
  }
  const show = () => {
    const key = JSON.stringify(outbox.shown.map((text) => [text.id, why(text)]))
    if (list.dataset.key === key) return
    list.dataset.key = key
    list.replaceChildren(...outbox.shown.map(row))
    section.hidden = !outbox.shown.length
  }
  outbox.addEventListener("change", show)
  session.addEventListener("turn", show)
  addEventListener("online", show)
  addEventListener("offline", show)
  outbox.addEventListener("answered", ({ detail: { text, said, isHeld, isTakenBack } }) => {
    if (isHeld || (isTakenBack && said.status !== 200)) return
    if (said.status === 200) {
      isOwn(said.answer.id)
      look(upTo(said.answer.after))
    }
    if (isTakenBack) return notice(`sent ${text.id}`, say("sent_before_back", { words: firstWords(text.fields) }), [[say("seen"), () => {}]])
    announce(`sent ${text.id}`, say(said.status === 200 ? "arrived" : "came_back", { words: firstWords(text.fields) }))
  })
}
