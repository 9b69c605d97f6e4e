// Covers: the reader opens them one by one, or once and for all on this device. The browser folds and unfolds them, and
// loads what is under them: here is only what it remembers.
import { inPlace } from "./in_place.js";
import { remember, remembered } from "./preference.js";

const CHOICE = "show-graphic"
export const COVERED = ".cover:not([open])"
const isChosen = () => remembered(CHOICE) === "true"

export function keepCovers(root) {
  root.addEventListener("change", ({ target }) => target.matches("[data-uncover]") && choose(root, target))
  // What its reader folds stays folded, whatever is chosen for all.
  root.addEventListener("toggle", ({ target }) => target.matches(".cover") && turned(target), true)
  openChosen(root)
  new MutationObserver(() => openChosen(root)).observe(root, { childList: true, subtree: true })
}

function openChosen(root) {
  if (!isChosen()) return
  const covers = root.querySelectorAll(`${COVERED}:not([data-shut])`)
  if (covers.length) inPlace(() => covers.forEach((cover) => (cover.open = true)))
}

function turned(cover) {
  cover.toggleAttribute("data-shut", !cover.open)
  cover.querySelector("[data-uncover]").checked = isChosen()
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
