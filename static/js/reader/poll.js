// Polling: the same protocol for networks that let no WebSocket through.

const PATIENCE = 20_000

// Asks until there is nothing more to hear just now. Resolves to whether the server answered.
export async function poll(url, page) {
  let again = true
  page.askAgain = () => (again = true)
  while (again && !page.failed) {
    again = false
    try {
      const answer = await fetch(`${url}changes?after=${page.epoch}:${page.after}`, {
        credentials: "omit",
        signal: AbortSignal.timeout(PATIENCE),
      })
      if (!answer.ok) return false
      for (const message of await answer.json()) await page.hear(message)
    } catch {
      return false
    }
  }
  return true
}
