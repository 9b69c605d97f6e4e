// Weight: how much a text takes of what one update can hold. Said as soon as that is too much, and not when it is sent.
import { config, say } from "./config.js";

const KB = 1024
const MOST_BYTES = 3 // that one character of a string takes
const utf8 = new TextEncoder()

export const sayWeight = (form, html) => {
  const { largest } = config
  const size = html.length * MOST_BYTES > largest ? utf8.encode(html).length : 0
  const words = size > largest ? say("too_long", { actual: Math.ceil(size / KB), most: Math.floor(largest / KB) }) : ""
  const place = form.querySelector("[data-too-long]")
  if (place.textContent !== words) place.textContent = words
  place.hidden = !words
}
