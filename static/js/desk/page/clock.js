// Clock: the server's. A laptop's may be wrong by hours; every answer says what time it really is.
import { config } from "./config.js";

const WRONG = 120_000
// The server names whole seconds: less than this is no difference.
const COARSE = 1_500

let offset = Date.parse(config.now) - (performance.timeOrigin + (performance.getEntriesByType("navigation")[0]?.responseStart ?? 0))

export const now = () => Date.now() + offset

// How far this machine's own clock is ahead, in milliseconds; 0 if nobody needs to hear of it.
export const wrongBy = () => (Math.abs(offset) > WRONG ? -offset : 0)

// Learn from an answer that was asked for at `asked`, by this machine's clock.
export const learn = (response, asked) => {
  const told = Date.parse(response.headers.get("Date") ?? "")
  if (Number.isNaN(told)) return
  const found = told + 500 - (asked + Date.now()) / 2
  if (Math.abs(found - offset) > COARSE) offset = found
}

const two = (number) => String(number).padStart(2, "0")

// Minutes and seconds until a moment: "4:32", "1:04:32".
export const until = (moment) => {
  const seconds = Math.max(0, Math.round((moment - now()) / 1000))
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
  return hours ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}
