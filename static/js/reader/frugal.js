// Frugal: where data is dear, or the site is lite, no picture comes unasked. The server writes pages so (columns/reading/frugal.py, with the
// same pattern); here the same is done to what it pushes, and pictures are loaded in their places.
const FRAME =
  /<a class="frame" href="([^"]*\/)[^"/]*" data-small="(\d+) (\d+)">.*?<img([^>]*?) (?:data-)?src="[^"]*"(?: (?:data-)?srcset="[^"]*" sizes="[^"]*")?([^>]*? alt="([^"]*)"[^>]*)>.*?<\/a>/gs

let isLite = false

// While the site is lite, every page is frugal. Pictures that are loaded stay.
export function beLite(on) {
  isLite = on
}

export function frugal(html) {
  if (!isLite && !navigator.connection?.saveData) return html
  const price = document.getElementById("lightbox").dataset.price
  return html.replace(FRAME, (frame, folder, width, size, before, after, alt) => {
    const file = `${folder}${width}.jpg`
    const words = `<span dir="auto">${alt}</span> <strong>${price.replace("{size}", size)}</strong>`
    return `<a class="frame frugal" href="${file}"><picture><img${before} data-src="${file}"${after}></picture><span class="unloaded">${words}</span></a>`
  })
}

// Call it before `openPictures`: what is loaded by a click is not opened by it too.
export function loadOnClick(root) {
  root.addEventListener("click", (event) => {
    const image = event.target.closest(".frugal")?.querySelector("img:not([src])")
    if (!image || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    image.loading = "eager"
    image.src = image.dataset.src
  })
}
