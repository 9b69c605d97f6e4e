// One WebSocket: says hello with the page's cursor, hands on what comes, and notices silence.

// The server beats every 25 seconds: after two missed ones the connection is dead, whatever the browser thinks.
const SILENCE = 60_000
const OPENING = 10_000

// Resolves, when the connection has ended, to whether anything was ever heard on it.
export function followSocket(url, page) {
  return new Promise((resolve) => {
    const socket = new WebSocket(url.replace("http", "ws"))
    let done = null
    let timer = setTimeout(finish, OPENING)
    page.askAgain = () => hello()
    page.hangUp = finish

    socket.onopen = hello
    socket.onmessage = (event) => {
      clearTimeout(timer)
      timer = setTimeout(finish, SILENCE)
      done = page.hear(JSON.parse(event.data))
    }
    socket.onclose = finish

    function hello() {
      if (socket.readyState === WebSocket.OPEN) {
        socket.send(JSON.stringify({ type: "hello", epoch: page.epoch, after: page.after, post: page.post }))
        clearTimeout(timer)
        timer = setTimeout(finish, OPENING) // it is answered at once, or the connection is dead
      }
    }

    // What it said last may ask us to come back later: that is heard first.
    function finish() {
      clearTimeout(timer)
      socket.onopen = socket.onmessage = socket.onclose = null
      socket.close()
      resolve(done ? done.then(() => true) : false)
    }
  })
}
