// Acts: what can be done with an entry besides writing it, from its small menu.
import { askPassword, askPost, askSure, askText } from "./ask.js";
import { isOwn, look, upTo } from "./changes.js";
import { config, say } from "./config.js";
import { wordsOf } from "./items.js";
import { announce } from "./notices.js";
import { form, talk } from "./talk.js";

// What is asked before it is done. What cannot be taken back is asked for once more.
const questions = {
  reason: (label, told) => askText(label, say("ask_reason"), true, told).then((reason) => reason !== null && { reason }),
  note: (label, told) => askText(label, say("ask_note"), false, told).then((note) => note !== null && { note }),
  post: (_, told) => askPost(told).then((post) => post && { post }),
}
const FINAL = ["discard", "publish", "approve"]

const sayIn = (item, words) => (item.querySelector("[data-item-said]").textContent = words)

const send = async (item, act, label, given) => {
  sayIn(item, say("doing"))
  const address = `${config.addresses.entries}${item.dataset.id}/${act}/`
  const { status, answer } = await talk(address, { method: "POST", body: form({ ...given, based_on: item.dataset.revision }) })
  sayIn(item, "")
  if (status === 200) {
    isOwn(item.dataset.id)
    announce("act", say("act_done", { act: label }))
    return look(upTo(answer.after))
  }
  const message = answer?.message || say(status ? "refused" : "not_done", { status })
  if (status !== 428) return sayIn(item, message)
  const password = await askPassword(message)
  return password === null ? null : send(item, act, label, { ...given, password })
}

const run = async (pressed) => {
  const { act, asks, means } = pressed.dataset
  const label = pressed.textContent.trim()
  const item = pressed.closest(".desk-item")
  const told = { subject: wordsOf(item), means, yes: label }
  const given = asks ? await questions[asks](label, told) : !FINAL.includes(act) || (await askSure(say("sure", { act: label }), told))
  if (given) await send(item, act, label, given === true ? {} : given)
}

const copy = async (pressed) => {
  const item = pressed.closest(".desk-item")
  const link = new URL(pressed.dataset.copy, location.href).href
  // Pages without TLS have no clipboard: there the link is shown.
  const isCopied = await navigator.clipboard?.writeText(link).then(() => true, () => false)
  sayIn(item, isCopied ? say("copied") : link)
}

export const startActs = () => {
  document.addEventListener("click", (event) => {
    const pressed = event.target.closest(".desk-item [data-act], .desk-item [data-copy]")
    if (!pressed || pressed.closest(".desk-form")) return
    pressed.closest("details").open = false
    pressed.closest("details").querySelector("summary").focus()
    if ("copy" in pressed.dataset) copy(pressed)
    else run(pressed)
  })
}
