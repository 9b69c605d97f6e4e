// The lightbox: the pictures of an entry one by one, as large as the window. Without it their links lead to the files.
import { COVERED } from "./covers.js";

const inEntry = (frame) => frame.closest(".entry, [data-region]") ?? frame.parentElement
const isPlain = (event) => !(event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)

export function openPictures(root, dialog) {
  if (!dialog) return
  const lightbox = new Lightbox(dialog)
  root.addEventListener("click", (event) => {
    const frame = event.target.closest(".frame")
    if (!frame || event.defaultPrevented || !isPlain(event)) return
    event.preventDefault()
    lightbox.open(frame)
  })
  const changed = { childList: true, subtree: true, characterData: true, attributeFilter: ["open", "href"] }
  new MutationObserver(() => lightbox.follow()).observe(root, changed)
}

class Lightbox {
  #dialog
  #strip
  #slides = [] // { frame, slide }, in the order of the page
  #at = null
  #from

  constructor(dialog) {
    this.#dialog = dialog
    this.#strip = dialog.querySelector("[data-strip]")
    dialog.addEventListener("click", ({ target }) => {
      if (target.closest("[data-close]") || target === dialog) dialog.close()
      else if (target.closest("[data-step]")) this.#step(Number(target.closest("[data-step]").dataset.step))
    })
    dialog.addEventListener("keydown", (event) => this.#key(event))
    dialog.addEventListener("close", () => this.#closed())
  }

  open(frame) {
    this.#from = frame
    const frames = [...inEntry(frame).querySelectorAll(".frame")].filter((other) => !other.closest(COVERED))
    this.#slides = frames.map((other) => ({ frame: other, slide: slideOf(other) }))
    this.#strip.replaceChildren(...this.#slides.map(({ slide }) => slide))
    this.#dialog.showModal()
    this.#show(this.#slides.find((each) => each.frame === frame))
    this.seen = new IntersectionObserver((seen) => this.#scrolled(seen), { root: this.#strip, threshold: 0.6 })
    for (const { slide } of this.#slides) this.seen.observe(slide)
  }

  // The page has changed: what it no longer shows is not shown here either, and words are those of the page.
  follow() {
    if (!this.#dialog.open) return
    const stays = ({ frame }) => frame.isConnected && !frame.closest(COVERED)
    if (!stays(this.#at)) return this.#dialog.close()
    for (const each of this.#slides) stays(each) ? tell(each) : each.slide.remove()
    this.#slides = this.#slides.filter(stays)
    this.#show(this.#at)
  }

  #key(event) {
    const onwards = getComputedStyle(this.#dialog).direction === "rtl" ? "ArrowLeft" : "ArrowRight"
    const all = this.#slides.length
    const steps = { ArrowRight: -1, ArrowLeft: -1, [onwards]: 1, Home: -all, End: all }
    if (!(event.key in steps) || !isPlain(event)) return
    event.preventDefault()
    this.#step(steps[event.key])
  }

  #step(by) {
    const to = this.#slides.indexOf(this.#at) + by
    this.#show(this.#slides[Math.max(0, Math.min(this.#slides.length - 1, to))])
  }

  #show(one) {
    this.#arrive(one)
    one.slide.scrollIntoView({ inline: "start", block: "nearest", behavior: "instant" })
  }

  #scrolled(seen) {
    const { target } = seen.findLast((each) => each.isIntersecting) ?? {}
    const one = this.#slides.find(({ slide }) => slide === target)
    if (one) this.#arrive(one)
  }

  #arrive(one) {
    this.#at = one
    const place = this.#slides.indexOf(one)
    const [first, last] = this.#dialog.querySelectorAll("[data-step]")
    // Not `disabled`: whoever presses them by keyboard would lose the keyboard at either end.
    first.setAttribute("aria-disabled", place === 0)
    last.setAttribute("aria-disabled", place === this.#slides.length - 1)
    this.#dialog.toggleAttribute("data-single", this.#slides.length === 1)
    const words = this.#dialog.querySelector("[data-place]")
    const said = words.dataset.place.replace("{place}", place + 1).replace("{all}", this.#slides.length)
    if (words.textContent !== said) words.textContent = said
    one.slide.setAttribute("aria-label", said)
    load(one)
  }

  #closed() {
    this.seen.disconnect()
    this.#strip.replaceChildren()
    this.#slides = []
    if (this.#from.isConnected) this.#from.focus({ preventScroll: true })
  }
}

function slideOf(frame) {
  const slide = document.createElement("figure")
  const shown = frame.querySelector("img")
  const image = document.createElement("img")
  image.alt = shown.alt
  if (shown.currentSrc) image.src = shown.currentSrc // it is here already: something to look at meanwhile
  slide.tabIndex = -1
  slide.append(image, document.createElement("figcaption"))
  tell({ frame, slide })
  return slide
}

function tell({ frame, slide }) {
  const words = frame.closest(".picture").querySelector("figcaption")?.cloneNode(true).childNodes ?? []
  slide.querySelector("figcaption").replaceChildren(...words)
  slide.querySelector("img").alt = frame.querySelector("img").alt
}

// The largest file there is, in the format that this browser took on the page.
function load({ frame, slide }) {
  if (slide.dataset.large === frame.href) return
  slide.dataset.large = frame.href
  const format = frame.querySelector("source") && frame.querySelector("img").currentSrc.match(/\.(avif|webp)$/)?.[1]
  const large = new Image()
  large.src = format ? frame.href.replace(/jpg$/, format) : frame.href
  large.decode().then(() => (slide.querySelector("img").src = large.src), () => {}) // what is here stays
}
