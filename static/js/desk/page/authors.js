// Authors: the names that can stand under an update. Others make new ones meanwhile: they are asked for again when the
// page is looked at again, when the rows that show them are unfolded, and when a name turns up that it does not know.
import { config } from "./config.js";
import { talk } from "./talk.js";

export const authors = new EventTarget()

const told = () => JSON.stringify([config.author, config.authors])

const ask = async () => {
  const { status, answer } = await talk(config.addresses.authors)
  const before = told()
  if (status === 200) Object.assign(config, answer)
  if (told() !== before) authors.dispatchEvent(new Event("change"))
}

let asking = null
export const askAuthors = () => (asking ??= ask().finally(() => (asking = null)))

export const knows = (id) => config.authors.some((author) => String(author.id) === String(id))

document.addEventListener("visibilitychange", () => document.hidden || askAuthors())
