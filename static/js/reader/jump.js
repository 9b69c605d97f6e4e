// Links around the stream that name an entry lead to it in place, where the page has it; else to its own page.
export function jumpInPlace(element) {
  element.addEventListener("click", (event) => {
    const link = event.target.closest("[data-region] a[href*='/entry/']")
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return
    const id = link.pathname.split("/").at(-2)
    const article = document.getElementById(`e-${id}`)
    if (!article || article.hasAttribute("data-pending")) return
    event.preventDefault()
    location.hash = article.id
    article.focus({ preventScroll: true })
  })
}
