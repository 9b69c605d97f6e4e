// Items: entries on the desk as elements, made from what the server rendered, and changed in place.
import { inPlace } from "./in_place.js";
import { show } from "./shown.js";

const lists = { waiting: document.querySelector("[data-waiting]"), stream: document.querySelector("[data-stream]") }
const isOurs = (element) => element.matches?.("[data-ours]")
// What the page itself has noted on an entry, and no server knows.
const KEPT = ["aria-label", "data-new", "data-edited"]
const isText = (element) => element.matches?.("[data-shown]")

export const find = (id) => document.getElementById(`d-${id}`)
export const all = () => [...document.querySelectorAll(".desk-item")]
export const isEdited = (item) => Boolean(item.querySelector(".desk-form"))
export const wordsOf = (item) => {
  const text = item.querySelector("[data-shown]").shadowRoot
  return (text?.querySelector("h2") ?? text?.querySelector(".prose"))?.textContent.trim().slice(0, 60) ?? ""
}

const fragmentIn = (item) => item.querySelector("[data-shown] > template")

// The readers' view goes into its shadow, and the entry gets its words as a name.
const settle = (item, html) => {
  const place = item.querySelector("[data-shown]")
  place.querySelector("template")?.remove()
  const isChanged = show(place, html)
  const badge = item.querySelector("[data-badge]")?.textContent ?? ""
  item.setAttribute("aria-label", [badge, wordsOf(item)].filter(Boolean).join(": "))
  return isChanged
}

const parse = (html) => {
  const template = document.createElement("template")
  template.innerHTML = html
  return template.content.querySelector(".desk-item")
}

const morph = (item, fresh) => {
  const given = fragmentIn(fresh)?.innerHTML ?? ""
  Idiomorph.morph(item, fresh, {
    morphStyle: "outerHTML",
    callbacks: {
      beforeNodeMorphed: (element) => !isOurs(element) && !isText(element),
      beforeAttributeUpdated: (name, element) => !(name === "open" && element.localName === "details") && !KEPT.includes(name),
    },
  })
  return settle(item, given)
}

const insertByTime = (list, item) => {
  const older = [...list.children].find((other) => other !== item && other.dataset.sort < item.dataset.sort)
  if (item.parentNode !== list || item.nextElementSibling !== (older ?? null)) list.insertBefore(item, older ?? null)
}

const putIn = (item, place) => {
  if (isEdited(item) && item.isConnected) return // who writes in it is not moved
  if (place === "stream") insertByTime(lists.stream, item)
  else if (item.parentNode !== lists.waiting) lists.waiting.prepend(item)
}

// Take in one entry as the server shows it: "new", "changed" or "" (nothing that anybody sees).
export const take = ({ place, html }) => {
  const fresh = parse(html)
  const old = find(fresh.dataset.id)
  if (!old) {
    settle(fresh, fragmentIn(fresh).innerHTML)
    putIn(fresh, place)
    return "new"
  }
  const before = old.dataset.state
  const isChanged = morph(old, fresh)
  putIn(old, place)
  return isChanged || before !== old.dataset.state ? "changed" : ""
}

// An entry has gone from here. One that somebody edits stays, with what is written in it.
export const remove = (id) => {
  const item = find(id)
  if (!item) return
  if (isEdited(item)) item.dataset.gone = ""
  else item.remove()
}

// These wait, in this order, and no others. (What readers see by now, and somebody edits here still, has not gone.)
export const order = (ids) => {
  const over = [...lists.waiting.children].filter(({ dataset }) => dataset.place === "waiting" && !ids.includes(dataset.id))
  for (const { dataset } of over) remove(dataset.id)
  const inOrder = ids.map(find).filter((item) => item?.parentNode === lists.waiting)
  inOrder.forEach((item, at) => {
    if (lists.waiting.children[at] !== item && !isEdited(item)) lists.waiting.insertBefore(item, lists.waiting.children[at])
  })
}

export const count = () => {
  for (const [name, list] of Object.entries(lists)) {
    document.querySelector(`[data-empty-${name}]`).hidden = Boolean(list.children.length)
  }
  document.querySelector("[data-count-waiting]").textContent = lists.waiting.children.length || ""
}

// An entry whose form was closed goes to where it belongs by now.
export const release = (item) =>
  inPlace(() => {
    if ("gone" in item.dataset) item.remove()
    else putIn(item, item.dataset.place)
    count()
  })

for (const item of all()) settle(item, fragmentIn(item).innerHTML)
count()
