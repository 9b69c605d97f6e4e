// Shown: an entry as readers see it, in a shadow tree where only the readers' own style sheets rule.
import { config } from "./config.js";

// Links open beside the desk; a button to play would need the readers' scripts.
const OWN = ".play, .always, .stop { display: none } .entry { padding-block: 0; border: 0; display: block } .entry > .at { display: flex }"

const sheetOf = async (address) => {
  const sheet = new CSSStyleSheet()
  const response = await fetch(address).catch(() => null)
  if (response?.ok) sheet.replaceSync(await response.text())
  return sheet
}

const shownIn = new WeakMap()
const own = new CSSStyleSheet()
own.replaceSync(OWN)
const sheets = Promise.all(config.styles.map(sheetOf)).then((all) => [...all, own])

const open = (root) => {
  root.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]")
    if (!link) return
    event.preventDefault()
    window.open(link.href, "_blank", "noopener")
  })
  // What is covered is loaded when its cover is taken off.
  root.addEventListener("toggle", ({ target }) => {
    if (!target.open) return
    for (const name of ["srcset", "src"]) {
      for (const each of target.querySelectorAll(`[data-${name}]`)) each.setAttribute(name, each.dataset[name])
    }
  }, true)
}

// Put the readers' fragment into `host`; what somebody has unfolded in it stays open.
export const show = (host, html) => {
  let root = host.shadowRoot
  if (!root) {
    root = host.attachShadow({ mode: "open" })
    const inside = document.createElement("div")
    inside.lang = config.page_language
    inside.dir = config.page_direction
    root.append(inside)
    sheets.then((all) => (root.adoptedStyleSheets = all))
    open(root)
  }
  if (shownIn.get(host) === html) return false
  const isFirst = !root.firstElementChild.childNodes.length
  const callbacks = { beforeAttributeUpdated: (name, element) => !(name === "open" && element.localName === "details") }
  if (isFirst || !window.Idiomorph) root.firstElementChild.innerHTML = html
  else Idiomorph.morph(root.firstElementChild, html, { morphStyle: "innerHTML", callbacks })
  shownIn.set(host, html)
  return !isFirst
}
