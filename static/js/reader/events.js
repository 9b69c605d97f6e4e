// Server-sent events from the page's cursor on. They are read by `fetch`: an EventSource comes back by itself, on all
// pages at once, and does not tell why it was refused.

// The server beats every 25 seconds: after two missed ones the stream is dead, whatever the browser thinks.
const SILENCE = 60_000
// Its first answer comes at once, or something on the way keeps what it is given.
const OPENING = 10_000
const BETWEEN_OPENINGS = 1_000

// Resolves, when the stream has ended, to whether anything was ever heard on it. Asking again opens another one.
export async function followEvents(url, page) {
  let heard = false
  let again = true
  let opening
  page.askAgain = () => ((again = true), opening.abort())
  page.hangUp = () => {
    page.askAgain = () => {} // what was said before may still ask
    again = false
    opening.abort()
  }
  while (again) {
    again = false
    opening = new AbortController()
    const over = new Promise((resolve) => setTimeout(resolve, BETWEEN_OPENINGS))
    heard = (await listen(`${url}events?after=${page.epoch}:${page.after}&post=${page.post}`, opening, page)) || heard
    if (again) await over
  }
  return heard
}

// One opening, to its end, with all that it said done. A reset has asked again by then.
async function listen(url, opening, page) {
  let done = null
  let timer = setTimeout(() => opening.abort(), OPENING)
  try {
    for await (const message of messages(url, opening.signal)) {
      clearTimeout(timer)
      timer = setTimeout(() => opening.abort(), SILENCE)
      done = page.hear(message)
    }
  } catch {
    // It has broken, or we broke it off: its end, either way.
  }
  clearTimeout(timer)
  opening.abort() // a stream that says what cannot be read is still open
  await done
  return done !== null
}

// The messages in an answer, as they come: each is one line of data. A refusal is one, too.
async function* messages(url, signal) {
  const answer = await fetch(url, { cache: "no-store", headers: { Accept: "text/event-stream" }, signal })
  if (answer.status === 503) yield answer.json()
  if (!answer.ok) return
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ""
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const lines = (rest + part.value).split("\n")
    rest = lines.pop()
    for (const line of lines) if (line.startsWith("data:")) yield JSON.parse(line.slice(5))
  }
}
