// Regions: the named parts of the page around its stream.
import { frugal } from "./frugal.js";
import { inPlace } from "./in_place.js";
import { told } from "./times.js";

// Change what is in a region; what the reader has folded stays folded.
function morphInside(region, html) {
  const folded = region.querySelector("details:not([open])")
  inPlace(() => {
    Idiomorph.morph(region, told(frugal(html)), { morphStyle: "innerHTML" })
    if (folded) region.querySelector("details")?.removeAttribute("open")
  })
}

export class Regions {
  #element
  #seq
  #applied = new Map()

  constructor(element, seq) {
    this.#element = element
    this.#seq = seq
  }

  // Put in new HTML for the regions this page has, unless they are newer already.
  replace(regions, seq) {
    for (const [name, html] of Object.entries(regions)) {
      const region = this.#find(this.#element, name)
      if (!region || seq <= (this.#applied.get(name) ?? this.#seq)) continue
      morphInside(region, html)
      this.#applied.set(name, seq)
    }
  }

  // Take all regions from a fresh page.
  restart(fresh, seq) {
    this.#seq = seq
    this.#applied.clear()
    for (const region of this.#element.querySelectorAll("[data-region]")) {
      const other = this.#find(fresh, region.dataset.region)
      if (other) morphInside(region, other.innerHTML)
    }
  }

  #find(root, name) {
    return root.querySelector(`[data-region="${name}"]`)
  }
}
