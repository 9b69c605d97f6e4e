// "Older updates" in place: the next page's entries join this one, and the window grows down to them.
import { fetchPage } from "./refetch.js";

export function loadOlder(page, element) {
  const nav = element.querySelector("[data-older]")
  nav?.addEventListener("click", async (event) => {
    const link = event.target.closest("a")
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || nav.ariaBusy === "true") return
    event.preventDefault()
    nav.ariaBusy = "true"
    try {
      const older = await fetchPage(link.href)
      await page.inTurn(() => join(page, nav, older))
    } catch {
      page.lost() // the link stays, to be tried again
    } finally {
      nav.ariaBusy = "false"
    }
  })
}

function join(page, nav, older) {
  const first = older.querySelector("[data-stream] > .entry")?.id
  page.view.extend(older)
  const next = older.querySelector("[data-older] a")
  nav.replaceChildren(...(next ? [document.adoptNode(next)] : []))
  document.getElementById(first)?.focus({ preventScroll: true })
  return page.rewind(older.dataset.epoch, Number(older.dataset.seq))
}
