// Shortcuts: Ctrl+Enter sends, Escape leaves the text; single letters work where nothing is typed, and can be turned off.
import { edit } from "./editing.js";
import { help } from "./ask.js";
import { all } from "./items.js";

const TURNED_OFF = "desk-letters-off"
const TYPED_IN = "input, textarea, select, [contenteditable=true], dialog"

const here = () => document.activeElement?.closest(".desk-item")

const go = (step) => {
  const items = all()
  const at = items.indexOf(here())
  items[Math.min(Math.max(at < 0 ? 0 : at + step, 0), items.length - 1)]?.focus()
}

const openMenu = () => {
  const menu = here()?.querySelector(".desk-menu")
  if (!menu) return
  menu.open = true
  menu.querySelector("button, a")?.focus()
}

// Out of the text: to the entry, or to the head of what is new.
const leaveText = (target) => {
  const place = target.closest(".desk-item") ?? target.closest(".desk-composer")?.querySelector("h2")
  if (!place || !target.closest(".desk-form") || target.closest(".prose-menubar")) return
  place.tabIndex = -1
  place.focus({ preventScroll: true })
}

export const startShortcuts = (write) => {
  const letters = { n: write, j: () => go(1), k: () => go(-1), e: () => here() && edit(here().dataset.id), m: openMenu, "?": help }
  const box = document.querySelector("[data-letters]")
  box.checked = localStorage.getItem(TURNED_OFF) === null
  box.addEventListener("change", () => (box.checked ? localStorage.removeItem(TURNED_OFF) : localStorage.setItem(TURNED_OFF, "")))
  document.querySelector("[data-help]").addEventListener("click", help)

  // Before the editor, in which this key would break the line.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing || event.target.closest("dialog")) return
    const form = event.target.closest(".desk-form") ?? document.querySelector(".desk-composer .desk-form")
    if (!form) return
    event.preventDefault()
    event.stopPropagation()
    if (!event.repeat) form.requestSubmit()
  }, { capture: true })

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.target.closest("dialog")) return
    if (event.key === "Escape") return leaveText(event.target) // the editor takes this key, and does nothing with it
    if (event.defaultPrevented) return
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest(TYPED_IN) || !box.checked) return
    const act = letters[event.key]
    if (!act) return
    event.preventDefault()
    act()
  })
}
