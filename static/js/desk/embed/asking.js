// Asking: what the server knows of the embeds in the texts of this page. It is asked about all of them at once, again
// and again while one of them is being fetched, and not while nobody looks at the page.

const SOON = 700
const LATE = 5000
const LATER = 30_000
const PATIENCE = 15_000
const MANY = 60

// By address, as it stands in the text: what is known of it (`card`), and who shows it.
const held = new Map()
let desk = null
let wait = SOON
let timer = 0
let isAsking = false

const shown = () => [...held].filter(([, each]) => each.listeners.size)
const isWanted = ([, { card }]) => !card || card.state === "pending"
// What failed for now is tried again by the server.
const isOpen = (each) => isWanted(each) || each[1].card.will_retry

const request = async (query, body) => {
  const address = new URL(desk.address, location.href)
  address.search = new URLSearchParams([...query, ["column", desk.column ?? ""]])
  const headers = body && { "X-CSRFToken": document.querySelector("[name=csrfmiddlewaretoken]").value }
  const signal = AbortSignal.timeout(PATIENCE)
  const response = await fetch(address, { method: body ? "POST" : "GET", body, headers, signal }).catch(() => null)
  const answer = await response?.json().catch(() => null)
  if (!response?.ok || !answer) throw new Error(answer?.message ?? desk.words.unreachable)
  return answer.cards
}

const take = (urls, more = {}) =>
  request([], new URLSearchParams([...urls.map((url) => ["url", url]), ...Object.entries(more)]))

const tell = (cards) => {
  for (const [url, each] of shown()) {
    const card = cards.find(({ asked, id }) => asked === url || (id && id === each.card?.id))
    if (!card) continue
    each.card = card
    for (const listener of each.listeners) listener(card, "")
  }
}

const complain = (trouble) => {
  for (const [, each] of shown().filter(isOpen)) for (const listener of each.listeners) listener(each.card, trouble)
}

const look = async () => {
  const open = shown().filter(isOpen)
  const fresh = open.filter(([, each]) => !each.card).map(([url]) => url)
  const ids = open.filter(([, each]) => each.card).map(([, each]) => ["id", each.card.id])
  if (!open.length || document.hidden || isAsking) return
  isAsking = true
  try {
    if (fresh.length) tell(await take(fresh.slice(0, MANY)))
    if (ids.length) tell(await request(ids.slice(0, MANY)))
  } catch (error) {
    complain(error.message)
  }
  isAsking = false
  wait = Math.min(wait * 1.3, open.some(isWanted) ? LATE : LATER)
  plan(wait)
}

const plan = (delay) => {
  clearTimeout(timer)
  timer = setTimeout(look, delay)
}

// From now on `listener(card, trouble)` hears of an address; `card` is undefined as long as nothing is known.
export const watch = (url, listener, settings) => {
  desk = settings
  if (!held.has(url)) held.set(url, { card: undefined, listeners: new Set() })
  const { card, listeners } = held.get(url)
  listeners.add(listener)
  if (card) listener(card, "")
  wait = SOON
  plan(0) // together with the others that come with the same paste
  return () => listeners.delete(listener)
}

// Have the original asked for again.
export const again = async (url) => {
  try {
    tell(await take([url], { retry: "1" }))
  } catch (error) {
    for (const listener of held.get(url).listeners) listener(held.get(url).card, error.message)
  }
  wait = SOON
  plan(wait)
}

document.addEventListener("visibilitychange", () => document.hidden || plan(0))
