// Store: texts that have not arrived, kept by this browser: for whoever wrote them and the post they are for. Where a
// browser keeps nothing, `put` fails, and whoever asked says so.
import { config } from "./config.js";

const OLD = 30 * 24 * 3600_000
const mineOnly = [config.user, config.post]

let opened = null

const open = () =>
  (opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open("desk", 1)
    request.onupgradeneeded = () => request.result.createObjectStore("texts", { keyPath: "id" }).createIndex("mine", ["user", "post"])
    request.onsuccess = () => resolve(request.result)
    request.onerror = request.onblocked = () => reject(request.error)
  }))

const within = async (mode, act) => {
  const texts = (await open()).transaction("texts", mode).objectStore("texts")
  const request = act(texts)
  return new Promise((resolve, reject) => {
    texts.transaction.oncomplete = () => resolve(request.result)
    texts.transaction.onerror = texts.transaction.onabort = () => reject(texts.transaction.error)
  })
}

// Keep `{ id, entry, based_on, fields, at, act, queued, refused }`.
export const put = (text) => within("readwrite", (texts) => texts.put({ ...text, user: config.user, post: config.post }))

export const drop = (id) => within("readwrite", (texts) => texts.delete(id)).catch(() => null)

// Drop those of anybody's texts, for whichever post, of which `isGone` says so. Resolves to their ids. (All in one: what
// another tab puts meanwhile is another text.)
export const dropAll = async (isGone) => {
  const ids = []
  const go = ({ target: { result: cursor } }) => {
    if (!cursor) return
    if (isGone(cursor.value)) ids.push(cursor.value.id), cursor.delete()
    cursor.continue()
  }
  await within("readwrite", (texts) => Object.assign(texts.openCursor(), { onsuccess: go })).catch(() => null)
  return ids
}

// What this person has written for this post, oldest first. What is very old is let go.
export const mine = async (now) => {
  const all = await within("readonly", (texts) => texts.index("mine").getAll(IDBKeyRange.only(mineOnly))).catch(() => [])
  for (const text of all) if (now - text.at > OLD) drop(text.id)
  return all.filter(({ at }) => now - at <= OLD).sort((one, other) => one.at - other.at)
}
