// Item: one picture as the desk shows it: a thumbnail, what is still to be said of it, and its buttons.
import { watch } from "./cards.js";
import { describe } from "./dialog.js";
import { button, make } from "./make.js";
import { again, cancel, follow, idOf, isUpload } from "./uploads.js";

const thumbnail = (card) => make("img", { className: "image-item__thumbnail", src: card.thumbnail, alt: "", draggable: false })

// What is covered is loaded when somebody asks for it.
const covered = (card, words) => {
  const cover = make("div", { className: "image-item__cover" }, make("span", { textContent: card.cover, dir: "auto" }))
  const show = button(words.show, () => cover.replaceWith(thumbnail(card)), { "aria-label": `${words.show}: ${card.name}` })
  cover.append(show)
  return cover
}

const frameOf = (card, words) => {
  if (!card?.thumbnail) return make("div", { className: "image-item__none" })
  return card.covered ? covered(card, words) : thumbnail(card)
}

// Shows a picture, by its id or by the key of its upload. `acts` stand beside its own buttons; `remove` takes it away.
export const item = (key, settings, acts, remove) => {
  const { words } = settings
  const frame = make("div", { className: "image-item__frame" })
  const name = make("bdi", { className: "image-item__name" })
  const said = make("div", { className: "image-item__said", role: "status" })
  const missing = make("p", { className: "image-item__missing", dir: "auto" })
  const progress = make("progress", { max: 1, hidden: true, "aria-label": words.sending })
  const edit = button(words.describe, () => describe(card, settings, () => edit.focus()), { hidden: true })
  const retry = button(words.retry, () => again(key), { hidden: true })
  const away = button(words.take_out, () => (isUpload(key) && cancel(key), remove()))
  const own = make("div", { className: "image-item__acts" }, edit, retry, ...acts, away)
  const dom = make("div", { className: "image-item", role: "group" }, frame, name, progress, said, missing, own)
  let card
  let shown = ""

  const say = (text) => said.textContent === text || (said.textContent = text) // once, not at every look

  const show = (now, trouble) => {
    card = now
    dom.dataset.state = card?.state ?? (card === null ? "unknown" : "asking")
    dom.toggleAttribute("data-missing", Boolean(card?.missing))
    name.textContent = card?.name ?? ""
    missing.textContent = card?.missing ? `${words.missing} ${card.missing}` : ""
    say(trouble || (card === null ? words.unknown : (card?.state_text ?? words.asking)))
    edit.hidden = !card?.edit_url || card.state === "withdrawn"
    edit.setAttribute("aria-label", `${words.describe}: ${card?.name ?? ""}`)
    away.textContent = words.take_out
    const look = `${card?.thumbnail} ${card?.covered}`
    if (look !== shown) frame.replaceChildren(frameOf(card, words)) // what was uncovered stays so
    shown = look
  }

  const showUpload = ({ state, sent, trouble, file, id }) => {
    if (state === "done") {
      progress.hidden = retry.hidden = true
      unfollow()
      unfollow = watch(id, show, settings)
      return
    }
    dom.dataset.state = state
    name.textContent = file.name
    progress.hidden = state !== "sending"
    progress.value = sent
    say(state === "failed" ? trouble : state === "waiting" ? words.waiting : sent < 1 ? words.sending : words.working)
    retry.hidden = state !== "failed" || file.size > settings.largest
    away.textContent = state === "failed" ? words.remove : words.cancel
  }

  let unfollow = () => {}
  if (idOf(key)) unfollow = watch(idOf(key), show, settings)
  else unfollow = follow(key, showUpload)

  return { dom, destroy: () => unfollow(), card: () => card }
}
