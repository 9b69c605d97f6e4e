// Address: whether a line of text is one that a card can be made of. The server has the last word.

const LONGEST = 2048
const LINE = /^https?:\/\/[^\s<>"\\]+$/i
const WITH_USER = /^https?:\/\/[^/?#]*@/i

export const addressIn = (text) => {
  const line = text.trim()
  if (line.length > LONGEST || !LINE.test(line) || WITH_USER.test(line) || !URL.canParse(line)) return null
  return new URL(line).hostname.includes(".") ? line : null
}

export const hostOf = (url) => (URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, "") : url)
