// Articles: entries as elements, made from what the server rendered and changed in place.
import { frugal } from "./frugal.js";
import { goesOn } from "./player.js";
import { told, translate } from "./times.js";

export function parse(html) {
  const template = document.createElement("template")
  template.innerHTML = told(frugal(html))
  return template.content.firstElementChild
}

// Change one article into another, keeping focus, selection, what plays, and whether it still waits to be shown. Says what became of
// its text: "amended", "withdrawn", or nothing, when only something about it has changed (a pin, a name).
export function morph(article, html) {
  const waits = article.hasAttribute("data-pending")
  const before = { amended: amendedAt(article), withdrawn: isWithdrawn(article) }
  Idiomorph.morph(article, told(frugal(html)), {
    morphStyle: "outerHTML",
    callbacks: {
      beforeNodeMorphed: (element, fresh) => !goesOn(element, fresh),
      beforeAttributeUpdated: (...change) => staysFolded(...change) && staysLoaded(...change),
    },
  })
  article.toggleAttribute("data-pending", waits)
  if (isWithdrawn(article)) return before.withdrawn ? "" : "withdrawn"
  return amendedAt(article) === before.amended ? "" : "amended"
}

// What a reader has unfolded stays open, and what was folded again stays shut.
const staysFolded = (name, element) => !(name === "open" && element.localName === "details")

// What a reader has uncovered stays loaded, though the server names its files as of something covered.
const staysLoaded = (name, element, does) => !(does === "remove" && /^src(set)?$/.test(name) && element.hasAttribute(`data-${name}`))

const isWithdrawn = (article) => article.classList.contains("is-withdrawn")
const amendedAt = (article) => article.querySelector(".amended time")?.dateTime

// An article as the server wrote it, without what this page has marked on it.
export function asServed(article) {
  const copy = article.cloneNode(true)
  copy.removeAttribute("data-pending")
  copy.classList.remove("is-changed")
  translate(copy, true)
  for (const unfolded of copy.querySelectorAll("details[open]")) unfolded.removeAttribute("open")
  return copy.outerHTML
}

// Put an article where its place is: newest first.
export function insertInOrder(list, article) {
  const sort = article.dataset.sort
  const older = [...list.children].find((other) => other !== article && other.dataset.sort < sort)
  if (article.parentNode !== list || article.nextElementSibling !== (older ?? null)) list.insertBefore(article, older ?? null)
}

// A quiet mark on what has just changed under the reader's eyes.
export function markChanged(article) {
  article.classList.add("is-changed")
}

export const timeOf = (article) => article.querySelector("time")?.textContent.trim() ?? ""
