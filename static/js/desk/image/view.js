// View: pictures as they are shown in the editor: each with its thumbnail and buttons, in the order of the gallery.
import { item } from "./item.js";
import { arrow, button, make } from "./make.js";
import { begin, idOf } from "./uploads.js";
import { join, setIds, split } from "./block.js";
import { pick } from "./pick.js";
import { moveBlock } from "../embed/place.js";

// What stands for a picture from its upload on: the key, until the text holds the id.
const sameAs = (key) => idOf(key) ?? key

export const imagesView = (settings) => ({ node, editor, getPos }) => {
  const { words } = settings
  const list = make("div", { className: "image-block__list" })
  const ids = () => editor.state.doc.nodeAt(getPos()).attrs.ids
  const change = (to) => setIds(editor.view, getPos(), to)
  const splitUp = button(words.split, () => split(editor, getPos()))
  const joinUp = button(words.join, () => join(editor, getPos()))
  const acts = make(
    "div",
    { className: "image-block__acts" },
    arrow("↑", words.up, () => moveBlock(editor, getPos(), -1)),
    arrow("↓", words.down, () => moveBlock(editor, getPos(), 1)),
    button(words.add, () => pick((files) => change([...ids(), ...files.map((file) => begin(file, settings))]))),
    splitUp,
    joinUp,
    button(words.remove, () => editor.chain().focus().deleteRange({ from: getPos(), to: getPos() + 1 }).run()),
  )
  const dom = make("figure", { className: "image-block", contentEditable: "false", role: "group" }, list, acts)
  const items = new Map() // by what stands for it

  const swap = (key, step, button) => {
    const all = [...ids()]
    const at = all.map(sameAs).indexOf(sameAs(key))
    if (!(at + step in all)) return
    ;[all[at], all[at + step]] = [all[at + step], all[at]]
    change(all)
    button.focus() // it has moved along
  }

  const itemFor = (key) => {
    const earlier = arrow("←", words.earlier, () => swap(key, -1, earlier))
    const later = arrow("→", words.later, () => swap(key, 1, later))
    const remove = () => {
      change(ids().filter((each) => sameAs(each) !== sameAs(key)))
      editor.commands.focus()
    }
    return { ...item(key, settings, [earlier, later], remove), earlier, later, key }
  }

  // An item whose upload has arrived meanwhile goes on under its id.
  const show = (keys) => {
    const before = [...items.values()]
    items.clear()
    for (const key of keys) items.set(key, before.find((each) => sameAs(each.key) === sameAs(key)) ?? itemFor(key))
    const now = [...items.values()]
    for (const each of before) if (!now.includes(each)) (each.destroy(), each.dom.remove())
    now.forEach((each, at) => {
      if (list.children[at] !== each.dom) list.insertBefore(each.dom, list.children[at] ?? null)
      each.earlier.hidden = each.later.hidden = now.length < 2
      each.earlier.setAttribute("aria-disabled", String(at === 0))
      each.later.setAttribute("aria-disabled", String(at === now.length - 1))
      const name = words.numbered.replace("{number}", at + 1).replace("{count}", now.length)
      each.dom.setAttribute("aria-label", now.length < 2 ? words.picture : name)
    })
    dom.setAttribute("aria-label", now.length < 2 ? words.picture : words.gallery)
    dom.classList.toggle("is-gallery", now.length > 1)
    splitUp.hidden = now.length < 2
  }

  // What stands above may change without this.
  const lookUp = () => {
    const pos = getPos()
    joinUp.hidden = pos === undefined || editor.state.doc.resolve(pos).nodeBefore?.type.name !== "images"
  }
  editor.on("update", lookUp)
  show(node.attrs.ids)
  lookUp()

  return {
    dom,
    update(other) {
      if (other.type !== node.type) return false
      show(other.attrs.ids)
      return true
    },
    stopEvent: (event) => Boolean(event.target.closest?.("button, a, progress")) && !event.type.startsWith("d"),
    ignoreMutation: (mutation) => mutation.type !== "selection",
    destroy() {
      editor.off("update", lookUp)
      items.forEach((each) => each.destroy())
    },
  }
}
