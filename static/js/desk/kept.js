// Kept: what the editor has no button for, but a stored or pasted text may hold. It survives being edited.
import { Extension, Mark } from "django-prose-editor/editor";

const kept = (name) => ({
  [name]: {
    default: null,
    parseHTML: (element) => element.getAttribute(name),
    renderHTML: (attrs) => (attrs[name] ? { [name]: attrs[name] } : {}),
  },
})

const markFor = (name, tag, selector = tag, attributes = []) =>
  Mark.create({
    name,
    inclusive: false,
    addAttributes: () => Object.assign({}, ...["lang", "dir", ...attributes].map(kept)),
    parseHTML: () => selector.split(", ").map((each) => ({ tag: each })),
    renderHTML: ({ HTMLAttributes }) => [tag, HTMLAttributes, 0],
  })

export const Passage = markFor("passage", "span", "span[lang], span[dir]")
export const Isolated = markFor("isolated", "bdi")
export const Cited = markFor("cited", "cite")
export const Timed = markFor("timed", "time", "time[datetime]", ["datetime"])
export const Deleted = markFor("deleted", "del")
export const Inserted = markFor("inserted", "ins")

export const Struck = markFor("struck", "s")
export const Lowered = markFor("lowered", "sub")
export const Raised = markFor("raised", "sup")

export const KeptAttributes = Extension.create({
  name: "keptAttributes",
  addGlobalAttributes: () => [
    { types: ["link"], attributes: { ...kept("lang"), ...kept("dir"), ...kept("hreflang") } },
    { types: ["blockquote"], attributes: kept("cite") },
    { types: ["tableHeader"], attributes: kept("scope") },
  ],
})
