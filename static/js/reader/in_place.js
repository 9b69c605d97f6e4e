// Changing the page without moving what is being read.

// Runs `change`, then scrolls by whatever it moved the first thing in sight. `overflow-anchor: none` in the style sheet
// keeps the browser from doing the same a second time.
export function inPlace(change) {
  const anchor = firstInSight()
  const before = anchor?.getBoundingClientRect().top
  const result = change()
  if (anchor?.isConnected) {
    const moved = anchor.getBoundingClientRect().top - before
    if (moved) scrollBy({ top: moved, behavior: "instant" })
  }
  return result
}

function firstInSight() {
  if (scrollY <= 0) return null
  const top = document.querySelector("[data-live-bar]")?.getBoundingClientRect().bottom ?? 0
  for (const element of document.querySelectorAll(".entry:not([data-pending]), [data-region]")) {
    const box = element.getBoundingClientRect()
    if (box.height && box.bottom > Math.max(0, top)) return element
  }
  return null
}
