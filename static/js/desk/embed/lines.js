// Lines: what was pasted, as blocks, and which of them are nothing but an address.
import { addressIn } from "./address.js";

// A paragraph's lines: chats and mails put breaks where we have paragraphs.
const linesOf = (content) => {
  const lines = [[]]
  content.forEach((node) => (node.type.name === "hardBreak" ? lines.push([]) : lines.at(-1).push(node)))
  return lines
}

const wordsOf = (line) => line.map((node) => node.textContent).join("")

// Where a line leads that is one link and nothing else, whatever words it has.
const linkOf = (line) => {
  const [href, ...others] = new Set(line.map((node) => node.marks.find((mark) => mark.type.name === "link")?.attrs.href))
  return href && !others.length ? addressIn(href) : null
}

const blocksOf = (node) => {
  const lines = linesOf(node.content)
  const urls = lines.map((line) => addressIn(wordsOf(line)))
  if (!urls.some(Boolean)) return [{ node }]
  return lines
    .map((line, at) => ({ node: node.type.create(node.attrs, line), url: urls[at] }))
    .filter((block) => block.node.content.size)
}

// The blocks of a slice, `{ node, url }`; null if no line of it is an address.
export const pastedBlocks = ({ content }, { paragraph }) => {
  if (!content.childCount) return null
  const nodes = content.firstChild.isInline ? [paragraph.create(null, content)] : [...content.content]
  const blocks = nodes.flatMap((node) => (node.type === paragraph ? blocksOf(node) : [{ node }]))
  if (blocks.length === 1 && nodes[0].type === paragraph) blocks[0].url ??= linkOf([...nodes[0].content.content])
  return blocks.some((block) => block.url) ? blocks : null
}
