// Menus: the small list of what can be done with an entry. One at a time is open; arrows go through it, Escape leaves it.

const MENU = ".desk-menu"

const closeOthers = (kept) => {
  for (const menu of document.querySelectorAll(`${MENU}[open]`)) if (menu !== kept) menu.open = false
}

const roam = (menu, key) => {
  const parts = [...menu.querySelectorAll("button, a")]
  const at = parts.indexOf(document.activeElement)
  const to = { ArrowDown: at + 1, ArrowUp: at < 0 ? parts.length - 1 : at - 1, Home: 0, End: parts.length - 1 }[key]
  if (to === undefined) return false
  parts[(to + parts.length) % parts.length]?.focus()
  return true
}

// All of it is in sight, also at the foot of the window. (`toggle` does not bubble.)
const showWhole = ({ target }) => target.matches(MENU) && target.open && target.querySelector("ul").scrollIntoView({ block: "nearest" })

export const startMenus = () => {
  document.addEventListener("toggle", showWhole, { capture: true })
  document.addEventListener("click", ({ target }) => closeOthers(target.closest(MENU)))
  document.addEventListener("focusin", ({ target }) => closeOthers(target.closest(MENU)))
  document.addEventListener("keydown", (event) => {
    const menu = event.target.closest?.(`${MENU}[open]`)
    if (!menu) return
    if (event.key === "Escape") {
      menu.open = false
      menu.querySelector("summary").focus()
    } else if (!roam(menu, event.key)) return
    event.preventDefault()
    event.stopPropagation()
  }, { capture: true })
}
