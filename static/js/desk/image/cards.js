// Cards: what the server knows of the pictures on this page. It is asked about all of them at once, and again while one
// of them is being prepared, and not while nobody looks at the page.

const SOON = 1000
const LATE = 10_000
const PATIENCE = 15_000
const MANY = 60

// By id: what is known of it (`card`; null: there is no such picture), and who shows it.
const held = new Map()
let desk = null
let wait = SOON
let timer = 0
let isAsking = false

const isOpen = ({ card, listeners }) => listeners.size && (card === undefined || card?.state === "pending")

const tell = (id, trouble = "") => {
  const { card, listeners } = held.get(id)
  for (const listener of listeners) listener(card, trouble)
}

const hold = (id) => held.get(id) ?? held.set(id, { card: undefined, listeners: new Set() }).get(id)

// What an answer of the server says of pictures.
export const learn = (cards) => {
  for (const card of cards) {
    hold(card.id).card = card
    tell(card.id)
  }
}

const ask = async (ids) => {
  const address = new URL(desk.cards, location.href)
  address.search = new URLSearchParams(ids.map((id) => ["id", id]))
  const response = await fetch(address, { signal: AbortSignal.timeout(PATIENCE) }).catch(() => null)
  const answer = await response?.json().catch(() => null)
  if (!response?.ok || !answer) throw new Error(answer?.message ?? desk.words.unreachable)
  return answer.cards
}

const look = async () => {
  const ids = [...held].filter(([, each]) => isOpen(each)).map(([id]) => id).slice(0, MANY)
  if (!ids.length || document.hidden || isAsking) return
  isAsking = true
  try {
    const cards = await ask(ids)
    learn(cards)
    for (const id of ids) {
      if (cards.some((card) => card.id === id)) continue
      held.get(id).card = null
      tell(id)
    }
  } catch (error) {
    for (const id of ids) tell(id, error.message)
  }
  isAsking = false
  wait = Math.min(wait * 1.5, LATE)
  plan(wait)
}

const plan = (delay) => {
  clearTimeout(timer)
  timer = setTimeout(look, delay)
}

// From now on `listener(card, trouble)` hears of a picture; `card` is undefined as long as nothing is known.
export const watch = (id, listener, settings) => {
  desk = settings
  const { card, listeners } = hold(id)
  listeners.add(listener)
  listener(card, "")
  wait = SOON
  plan(card ? wait : 0) // together with the others of the same text
  return () => listeners.delete(listener)
}

document.addEventListener("visibilitychange", () => document.hidden || plan(0))
