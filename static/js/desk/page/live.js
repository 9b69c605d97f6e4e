// Live: the socket over which the desk hears that something moved, who is here and how many read. No text travels here.
import { clockTime, config, say } from "./config.js";
import { backoff, pause } from "../../reader/backoff.js";
import { changes, look, lookAfresh } from "./changes.js";
import { now, wrongBy } from "./clock.js";
import { session, signedOut } from "./talk.js";

const EVERY = 10_000
const TICK = 1_000
const SILENCE = 40_000
// Who has too many desks open tries so much later whether there is room for this one.
const A_WHILE = 60_000
const line = document.querySelector("[data-connection]")
const words = line.querySelector("[data-connection-words]")
const wake = new EventTarget()

export const live = Object.assign(new EventTarget(), { socket: null })

let lostAt = 0
let isFull = false
let where = null // what this page edits, as colleagues are to know it
let told

const tell = () => {
  if (live.socket?.readyState !== WebSocket.OPEN || told === where) return
  told = where
  live.socket.send(JSON.stringify({ entry: where }))
}
// Not more than once a second.
let telling = 0
export const edits = (entry) => {
  where = entry
  telling ||= setTimeout(() => ((telling = 0), tell()), 1000)
}

const show = (state, sentence) => {
  const minutes = Math.round(Math.abs(wrongBy()) / 60_000)
  const wrong = minutes ? ` ${say("clock", { minutes })}` : ""
  line.dataset.connection = state
  if (words.textContent !== sentence + wrong) words.textContent = sentence + wrong
}

const showState = () => {
  if (session.state !== "in") return show("lost", say("state_out"))
  if (lostAt) return show("lost", say("state_lost", { time: clockTime(lostAt) }))
  if (live.socket?.readyState === WebSocket.OPEN) return show("live", say("state_live"))
  return show("asks", say(isFull ? "state_full" : "state_asks"))
}

// One connection, until it ends.
const follow = () =>
  new Promise((resolve) => {
    const socket = new WebSocket(new URL(config.addresses.live, location.href).href.replace("http", "ws"))
    let timer = setTimeout(() => socket.close(), EVERY)
    const hear = {
      moved: (message) => look(message),
      again: () => lookAfresh(),
      out: () => signedOut(),
      full: () => (isFull = true),
      people: (message) => live.dispatchEvent(new CustomEvent("people", { detail: message.people })),
      readers: (message) => live.dispatchEvent(new CustomEvent("readers", { detail: message })),
    }
    socket.onopen = () => {
      clearTimeout(timer)
      isFull = false
      live.socket = socket
      told = undefined
      tell()
      look()
      showState()
    }
    socket.onmessage = ({ data }) => {
      const message = JSON.parse(data)
      hear[message.type]?.(message)
    }
    socket.onclose = () => {
      clearTimeout(timer)
      const wasOpen = live.socket === socket
      live.socket = null
      showState()
      resolve(wasOpen)
    }
  })

export const start = async () => {
  changes.addEventListener("asked", ({ detail }) => {
    lostAt = (detail.isHeard && navigator.onLine) || session.state !== "in" ? 0 : lostAt || now()
    showState()
  })
  session.addEventListener("turn", () => (showState(), wake.dispatchEvent(new Event("wake"))))
  setInterval(() => performance.now() - changes.askedAt >= EVERY && session.state === "in" && look(), TICK)
  addEventListener("online", () => (look(), wake.dispatchEvent(new Event("wake"))))
  addEventListener("offline", () => ((lostAt ||= now()), live.socket?.close(), showState()))
  document.addEventListener("visibilitychange", () => document.hidden || look())
  for (let attempt = 0; ; ) {
    const wasOpen = session.state === "in" && (await follow())
    attempt = wasOpen ? 0 : attempt + 1
    await pause(isFull ? A_WHILE : session.state === "in" ? backoff(attempt) : SILENCE, wake)
  }
}
