// Uploads: files on their way to the server. A text holds the key of one until it has arrived, and its id from then on.
import { learn } from "./cards.js";
import { token } from "./make.js";

const AT_ONCE = 2
const STALLED = 120_000 // a slow line may swallow a last megabyte without a sign
const uploads = new Map()
const arrivals = new Set()
let number = 0

export const isUpload = (key) => uploads.has(key)

// The id of what has arrived; null while it has not.
export const idOf = (key) => (uploads.has(key) ? uploads.get(key).id : key)

const tell = (upload) => upload.listeners.forEach((listener) => listener(upload))

const change = (upload, state, trouble = "") => {
  Object.assign(upload, { state, trouble, request: null })
  tell(upload)
  sendNext()
}

// The entry's post, or the post's column, as they are chosen now: they say whether the file is kept as evidence.
const placeOf = (column) => {
  const chosen = (name) => document.querySelector(`form select[name=${name}]`)?.value
  const post = chosen("post")
  if (post) return ["post", post]
  const of = chosen("column") || column
  return of ? ["column", of] : null
}

const answerOf = (request) => {
  try {
    return JSON.parse(request.responseText)
  } catch {
    return null // an error page, or a proxy's
  }
}

const arrived = (upload, request) => {
  const { words, too_large } = upload.settings
  const answer = answerOf(request)
  if (request.status === 201 && answer) {
    learn(answer.cards)
    upload.id = answer.cards[0].id
    change(upload, "done")
    for (const listener of arrivals) listener(upload)
    return
  }
  const known = { 403: words.signed_out, 413: too_large }[request.status]
  change(upload, "failed", answer?.message ?? known ?? words.broken)
}

const send = (upload) => {
  const request = new XMLHttpRequest() // fetch does not say how much has been sent
  const form = new FormData()
  const place = placeOf(upload.settings.column)
  if (place) form.append(...place)
  form.append("file", upload.file)
  request.open("POST", upload.settings.upload)
  request.setRequestHeader("X-CSRFToken", token())
  // A network that has gone may say nothing for a quarter of an hour.
  const over = new AbortController()
  const { signal } = over
  const giveUp = () => {
    request.abort()
    change(upload, "failed", upload.settings.words.unreachable)
  }
  let timer
  const wait = () => {
    clearTimeout(timer)
    timer = setTimeout(giveUp, STALLED)
  }
  addEventListener("offline", giveUp, { signal })
  request.addEventListener("loadend", () => (clearTimeout(timer), over.abort()))
  request.upload.addEventListener("progress", ({ loaded, total }) => {
    upload.sent = loaded / total
    wait()
    tell(upload)
  })
  request.addEventListener("load", () => arrived(upload, request))
  request.addEventListener("error", () => change(upload, "failed", upload.settings.words.unreachable))
  Object.assign(upload, { state: "sending", trouble: "", sent: 0, request })
  tell(upload)
  wait()
  request.send(form)
}

const sendNext = () => {
  const all = [...uploads.values()]
  const room = AT_ONCE - all.filter(({ state }) => state === "sending").length
  all.filter(({ state }) => state === "waiting").slice(0, Math.max(room, 0)).forEach(send)
}

// Take a file; the key that stands for it.
export const begin = (file, settings) => {
  const key = `upload:${++number}`
  const isFit = file.size <= settings.largest
  const state = isFit ? "waiting" : "failed"
  const trouble = isFit ? "" : settings.too_large
  uploads.set(key, { key, file, settings, state, trouble, isFit, sent: 0, id: null, request: null, listeners: new Set() })
  queueMicrotask(sendNext) // first it is shown
  return key
}

export const again = (key) => change(uploads.get(key), "waiting")

export const cancel = (key) => {
  const upload = uploads.get(key)
  if (upload.state === "done") return
  upload.request?.abort()
  change(upload, "cancelled")
}

// From now on `listener(upload)` hears how it goes.
export const follow = (key, listener) => {
  const upload = uploads.get(key)
  upload.listeners.add(listener)
  // Whoever cancelled it and then took that back by Undo wants it.
  if (upload.state === "cancelled") change(upload, "waiting")
  listener(upload)
  return () => upload.listeners.delete(listener)
}

// `listener(upload)` hears of each that has arrived.
export const onArrival = (listener) => {
  arrivals.add(listener)
  return () => arrivals.delete(listener)
}

// Those that somebody sees and that are not there yet.
export const open = () => [...uploads.values()].filter(({ state, listeners }) => listeners.size && state !== "done")
