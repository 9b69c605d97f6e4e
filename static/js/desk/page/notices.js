// Notices: what somebody has to know or to choose, above the composer; and what is only said, politely.
import { Announcer } from "../../reader/announcer.js";
import { button, make } from "../image/make.js";

const place = document.querySelector("[data-notices]")
const announcer = new Announcer(document.querySelector("[data-said]"))

export const announce = (subject, sentence) => announcer.say(subject, sentence)

// A notice of a subject takes the place of the one before. `acts` are `[label, what it does]`; each closes the notice
// unless it returns true. Returns what closes it.
export const notice = (subject, sentence, acts = [], more = {}) => {
  const old = [...place.children].find(({ dataset }) => dataset.subject === subject)
  const words = make("p", {}, sentence)
  const dom = make("div", { className: "desk-notice", role: more.isAlarm ? "alert" : "status" }, words)
  dom.dataset.subject = subject
  if (more.isAlarm) dom.dataset.alarm = ""
  const close = () => dom.remove()
  const buttons = acts.map(([label, act]) => button(label, async () => (await act()) || close(), { className: "button" }))
  if (more.link) buttons.unshift(make("a", { className: "button", target: "_blank", rel: "noopener", href: more.link[1], textContent: more.link[0] }))
  if (buttons.length) dom.append(make("p", { className: "desk-notice__acts" }, ...buttons))
  if (old) old.replaceWith(dom)
  else place.append(dom)
  return close
}

export const unnotice = (subject) => {
  for (const dom of [...place.children]) if (dom.dataset.subject === subject) dom.remove()
}
