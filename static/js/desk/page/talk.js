// Talk: requests to the desk. What comes back is `{ status, answer }`; the status is 0 where nobody answered.
import { config } from "./config.js";
import { learn } from "./clock.js";

const PATIENCE = 20_000
const tokens = () => document.querySelectorAll("[name=csrfmiddlewaretoken]")

// "out": the session is over; "other": somebody else has signed in; "in": as it was when the page came.
export const session = Object.assign(new EventTarget(), { state: "in" })

const turn = (state) => {
  if (session.state === state) return
  session.state = state
  session.dispatchEvent(new Event("turn"))
}

export const signedOut = () => turn("out")

const once = async (address, { method = "GET", body, patience = PATIENCE, signal, headers = {} } = {}) => {
  const asked = Date.now()
  const signals = [AbortSignal.timeout(patience), ...(signal ? [signal] : [])]
  const token = method === "GET" ? {} : { "X-CSRFToken": tokens()[0].value }
  try {
    const response = await fetch(address, {
      method, body, signal: AbortSignal.any(signals), headers: { Accept: "application/json", ...token, ...headers },
    })
    learn(response, asked)
    const text = await response.text()
    const isJson = response.headers.get("Content-Type")?.startsWith("application/json")
    if (response.redirected) return { status: 401, answer: null } // to where one signs in
    if (response.status === 200 && !isJson) return { status: 0, answer: null } // a hotel's page, not ours
    return { status: response.status, answer: isJson ? JSON.parse(text) : null, later: Number(response.headers.get("Retry-After")) }
  } catch {
    return { status: 0, answer: null }
  }
}

// The page as the server shows it now; null if nobody answers, or if it is not shown any more.
export const freshPage = async () => {
  try {
    const response = await fetch(config.addresses.page, { signal: AbortSignal.timeout(PATIENCE) })
    if (!response.ok) return null
    return new DOMParser().parseFromString(await response.text(), "text/html")
  } catch {
    return null
  }
}

// Whoever signed in again in another tab has another token: take it from a fresh page, if that is the same person's.
export const renew = async () => {
  const page = await freshPage()
  if (!page) return false
  const theirs = page.getElementById("desk-config")
  const token = page.querySelector("[name=csrfmiddlewaretoken]")?.value
  if (!theirs || !token) return turn("out"), false
  if (JSON.parse(theirs.textContent).user !== config.user) return turn("other"), false
  for (const field of tokens()) field.value = token
  turn("in")
  return true
}

export const talk = async (address, options = {}) => {
  if (session.state !== "in" && options.method) return { status: 401, answer: null } // not in another's name
  let said = await once(address, options)
  if (said.status === 403 && !said.answer) {
    if (await renew()) said = await once(address, options)
    else if (session.state !== "in") return { status: 401, answer: null } // it waits, and is not refused
  }
  if (said.status === 401) turn("out")
  return said
}

export const form = (fields) => {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) if (value !== "" && value !== null && value !== undefined) body.append(name, value)
  return body
}
