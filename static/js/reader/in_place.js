// Changing the page without moving what is being read.

// Runs `change`, then scrolls by whatever it moved the first thing in sight. `overflow-anchor: none` in the style sheet
// keeps the browser from doing the same a second time.
// Called within another change it is a part of that.
export function inPlace(change) {
  if (changing) return change()
  const anchor = firstInSight()
  const where = topOf(anchor) - owed
  changing = true
  let result
  try {
    result = change()
  } finally {
    changing = false
  }
  if (anchor?.isConnected) {
    if (topOf(anchor) !== where) scrollBy({ top: topOf(anchor) - where, behavior: "instant" })
    owed = topOf(anchor) - where
  }
  return result
}

// Scrolling goes by whole pixels: what is left over is made good the next time, or a busy night would add it up.
let owed = 0
let changing = false

const topOf = (element) => element?.getBoundingClientRect().top ?? 0

function firstInSight() {
  if (scrollY <= 0) return null
  const top = Math.max(0, document.querySelector("[data-live-bar]")?.getBoundingClientRect().bottom ?? 0)
  for (const element of document.querySelectorAll(".entry:not([data-pending]), [data-region]")) {
    // What sticks to the window stays where it is whatever moves: it says nothing of the stream.
    const aside = element.closest(".context")
    if (aside && getComputedStyle(aside).position === "sticky") continue
    const box = element.getBoundingClientRect()
    if (box.height && box.bottom > top) return (box.top < top && firstCardInSight(element, top)) || element
  }
  return null
}

// Of an entry that begins out of sight, a card or a picture: one that begins in sight, or else ends there. They have
// ids, by which a changed entry finds them again; its paragraphs may become each other.
function firstCardInSight(entry, top) {
  const placed = [...entry.querySelectorAll(":is(.card, .picture)[id]")].map((card) => ({ card, box: card.getBoundingClientRect() }))
  const inSight = placed.filter(({ box }) => box.bottom > top && box.top < innerHeight)
  return (inSight.find(({ box }) => box.top >= top) ?? inSight[0])?.card
}
