// Changing the desk without moving what somebody writes or reads.

const SHOWN = ".desk-form, .desk-item, .desk-page > section > h2"

const topOf = (element) => element.getBoundingClientRect().top

const isInSight = (element) => {
  const { top, bottom, height } = element.getBoundingClientRect()
  return height && bottom > 0 && top < innerHeight
}

// What the keyboard is in, if it can be seen; else the first thing in sight.
const anchor = () => {
  const written = document.activeElement?.closest(SHOWN)
  if (written && isInSight(written)) return written
  return scrollY > 0 ? [...document.querySelectorAll(SHOWN)].find(isInSight) : null
}

let isChanging = false

export const inPlace = (change) => {
  if (isChanging) return change()
  const held = anchor()
  const before = held && topOf(held)
  isChanging = true
  try {
    return change()
  } finally {
    isChanging = false
    const moved = held?.isConnected ? topOf(held) - before : 0
    if (moved) scrollBy({ top: moved, behavior: "instant" })
  }
}
