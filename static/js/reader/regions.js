// Regions: the named parts of the page around its stream.
import { inPlace } from "./in_place.js";

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
      inPlace(() => Idiomorph.morph(region, html, { morphStyle: "innerHTML" }))
      this.#applied.set(name, seq)
    }
  }

  // Take all regions from a fresh page.
  restart(fresh, seq) {
    this.#seq = seq
    this.#applied.clear()
    for (const region of this.#element.querySelectorAll("[data-region]")) {
      const other = this.#find(fresh, region.dataset.region)
      if (other) inPlace(() => Idiomorph.morph(region, other.innerHTML, { morphStyle: "innerHTML" }))
    }
  }

  #find(root, name) {
    return root.querySelector(`[data-region="${name}"]`)
  }
}
