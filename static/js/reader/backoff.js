// How long to wait before the next try: anywhere between half a second and a limit, sixteen seconds at first and then half
// a minute, so that a thousand pages that lost the same server do not come back together.
const SHORTEST = 500
const FIRST = 16_000
const LONGEST = 30_000

export function backoff(attempt, random = Math.random) {
  return SHORTEST + random() * ((attempt ? LONGEST : FIRST) - SHORTEST)
}

// A wait that can be cut short. `signal` is an EventTarget whose "wake" event does that.
export function pause(milliseconds, signal) {
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds)
    signal.addEventListener("wake", done, { once: true })
    function done() {
      clearTimeout(timer)
      signal.removeEventListener("wake", done)
      resolve()
    }
  })
}
