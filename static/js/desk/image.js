// Images: pictures between the blocks of a text; one is a picture, several are a gallery. The text holds their ids alone,
// as <figure class="images">: all that is seen of them is the server's.
import { Node, Plugin } from "django-prose-editor/editor";
import { moveKeys, nearestPlace, putNode } from "./embed/place.js";
import { setIds, settle } from "./image/block.js";
import { filesOf } from "./image/guard.js";
import { pick } from "./image/pick.js";
import { begin, idOf, onArrival } from "./image/uploads.js";
import { imagesView } from "./image/view.js";

const ID = /^[a-z2-7]{12}$/

const idsIn = (text) => [...new Set(text.split(/\s+/).filter(Boolean))]

// Where files were dropped: onto pictures, whose gallery they join, or between two blocks.
const droppedAt = (view, { clientX, clientY }) => {
  const found = view.posAtCoords({ left: clientX, top: clientY })
  const { doc } = view.state
  if (!found) return { place: [doc.content.size, doc.content.size] }
  if (found.inside >= 0 && doc.nodeAt(found.inside)?.type.name === "images") return { block: found.inside }
  const $pos = doc.resolve(found.pos)
  if (!$pos.depth) return { place: [found.pos, found.pos] }
  const [before, after] = [$pos.before(1), $pos.after(1)]
  if (!$pos.node(1).content.size) return { place: [before, after] }
  const { top, height } = view.nodeDOM(before).getBoundingClientRect()
  const at = clientY > top + height / 2 ? after : before
  return { place: [at, at] }
}

// What is between the tags. It is not parsed: the page's security policy would report each style in it.
const wordsIn = (html) => html.replace(/<!--[\s\S]*?-->|<style\b[\s\S]*?<\/style\s*>|<[^>]*>|&nbsp;/gi, "").trim()

// A picture that is copied alone comes as a file with its address; words that have pictures among them are words.
const pastedFiles = (data) =>
  data.getData("text/plain").trim() || wordsIn(data.getData("text/html")) ? [] : filesOf(data)

const put = (view, settings, files, place) => {
  const ids = files.map((file) => begin(file, settings))
  putNode(view, place, view.state.schema.nodes.images.create({ ids }))
}

export const Images = Node.create({
  name: "images",
  atom: true,
  draggable: true,
  selectable: true,
  addOptions: () => ({ label: "Add pictures", upload: "", cards: "", largest: 0, too_large: "", column: null, words: {} }),
  addAttributes: () => ({ ids: { default: [], rendered: false } }),
  parseHTML: () => [
    {
      tag: "figure.images",
      priority: 60,
      getAttrs: (figure) => {
        const ids = idsIn(figure.textContent)
        return ids.length && ids.every((id) => ID.test(id)) ? { ids } : false
      },
    },
  ],
  // What is still on its way has no id: the form is not sent before it has.
  renderHTML: ({ node: { attrs } }) => ["figure", { class: "images" }, attrs.ids.map(idOf).filter(Boolean).join(" ")],
  addNodeView() {
    return imagesView(this.options)
  },
  onCreate() {
    this.storage.stop = onArrival(({ key }) => settle(this.editor.view, key))
  },
  onDestroy() {
    this.storage.stop?.()
  },
  addProseMirrorPlugins() {
    const settings = this.options
    return [
      new Plugin({
        props: {
          handlePaste(view, { clipboardData }) {
            const files = clipboardData ? pastedFiles(clipboardData) : []
            if (files.length) put(view, settings, files, nearestPlace(view.state.selection))
            return Boolean(files.length)
          },
          handleDrop(view, event) {
            const files = event.dataTransfer.types.includes("text/html") ? [] : filesOf(event.dataTransfer)
            if (!files.length) return false
            const { block, place } = droppedAt(view, event)
            if (place) put(view, settings, files, place)
            else setIds(view, block, [...view.state.doc.nodeAt(block).attrs.ids, ...files.map((file) => begin(file, settings))])
            return true
          },
        },
      }),
    ]
  },
  addKeyboardShortcuts() {
    return moveKeys(this.editor, "images")
  },
  addMenuItems({ menu, buttons }) {
    const settings = this.options
    menu.defineItem({
      name: "images",
      groups: "nodes",
      button: buttons.material("add_photo_alternate", this.options.label),
      command: ({ view }) =>
        pick((files) => {
          put(view, settings, files, nearestPlace(view.state.selection))
          view.focus()
        }),
    })
  },
})
