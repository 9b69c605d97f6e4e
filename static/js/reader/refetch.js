// Fetching a page beside the log: its element with the label, as start-up would find it.

const PATIENCE = 20_000

export class Gone extends Error {}

// Resolves to the page's live element. Where the page is no longer, the reader is shown what stands there instead.
export async function fetchPage(address) {
  const answer = await fetch(address, { credentials: "omit", cache: "no-cache", signal: AbortSignal.timeout(PATIENCE) })
  if (answer.status === 404 || answer.status === 410) {
    location.reload()
    throw new Gone(address)
  }
  if (!answer.ok) throw new Error(`${answer.status} at ${address}`)
  const parsed = new DOMParser().parseFromString(await answer.text(), "text/html")
  const fresh = parsed.querySelector("[data-live]")
  if (!fresh) throw new Error(`nothing live at ${address}`)
  return fresh
}

// Resolves to an entry as it is now (the protocol's change, with its HTML), not older than `change`. Its number in the
// address keeps caches from answering with an earlier one.
export async function fetchFragment(column, change) {
  const address = `/${column}/entry/${change.id}/fragment?seq=${change.seq}`
  const answer = await fetch(address, { credentials: "omit", signal: AbortSignal.timeout(PATIENCE) })
  if (!answer.ok) throw new Error(`${answer.status} at ${address}`)
  return answer.json()
}
