// Covers: the reader opens them one by one, or once and for all on this device. The browser folds and unfolds them; what
// is under them is loaded from here, once they are open.
import { inPlace } from "./in_place.js";
import { remember, remembered } from "./preference.js";

const CHOICE = "show-graphic"
export const COVERED = ".cover:not([open])"
const isChosen = () => remembered(CHOICE) === "true"

export function keepCovers(root) {
  root.addEventListener("change", ({ target }) => target.matches("[data-uncover]") && choose(root, target))
  // What its reader folds stays folded, whatever is chosen for all.
  root.addEventListener("toggle", ({ target }) => target.matches(".cover") && turned(target), true)
  const look = () => {
    openChosen(root)
    root.querySelectorAll(".cover[open]").forEach(load)
  }
  look()
  new MutationObserver(look).observe(root, { childList: true, subtree: true, attributeFilter: ["data-src", "data-srcset"] })
}

function openChosen(root) {
  if (!isChosen()) return
  const covers = root.querySelectorAll(`${COVERED}:not([data-shut])`)
  if (covers.length) inPlace(() => covers.forEach((cover) => (cover.open = true)))
}

function turned(cover) {
  cover.toggleAttribute("data-shut", !cover.open)
  cover.querySelector("[data-uncover]").checked = isChosen()
  if (cover.open) load(cover)
}

// Its files, in the order of the page: a browser that chooses among sources is to see them first.
function load(cover) {
  for (const name of ["srcset", "src"]) {
    for (const element of cover.querySelectorAll(`[data-${name}]`)) {
      if (element.getAttribute(name) !== element.dataset[name]) element.setAttribute(name, element.dataset[name])
    }
  }
}

// All are opened; or all are covered again, and the keyboard is where the box was.
function choose(root, box) {
  remember(CHOICE, box.checked)
  const own = box.closest(".cover")
  inPlace(() => {
    for (const cover of root.querySelectorAll(".cover")) cover.open = box.checked
  })
  if (!box.checked) own.querySelector("summary").focus()
}
