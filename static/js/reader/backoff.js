// How long to wait before the next try: anywhere between half a second and a limit that doubles up to half a minute, so
// that a thousand pages that lost the same server do not come back together.
const SHORTEST = 500
const FIRST = 4_000
const LONGEST = 30_000

export function backoff(attempt, random = Math.random) {
  return SHORTEST + random() * (Math.min(LONGEST, FIRST * 2 ** attempt) - SHORTEST)
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
