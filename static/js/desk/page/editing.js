// Editing: an entry is written anew in its own place, one form for each.
import { edits } from "./live.js";
import { changes } from "./changes.js";
import { config, say } from "./config.js";
import { DeskForm } from "./desk_form.js";
import { find, isEdited, release, take } from "./items.js";
import { forget } from "./keeping.js";
import { askSure } from "./ask.js";
import { inPlace } from "./in_place.js";
import { notice, unnotice } from "./notices.js";
import { talk } from "./talk.js";

const forms = new Map() // by the entry's id

// What this page edits besides what is new, as colleagues are to know it.
export const openLast = () => [...forms.keys()].at(-1) ?? null

const sayIn = (item, words) => (item.querySelector("[data-item-said]").textContent = words)

const close = (id) => {
  const item = find(id)
  inPlace(() => forms.get(id).close())
  forms.delete(id)
  unnotice(`moved ${id}`)
  edits(openLast())
  if (!item) return
  item.removeAttribute("data-edited")
  release(item)
  item.focus({ preventScroll: true })
}

export const formOf = (id) => forms.get(id)
export const formsOf = () => [...forms.keys()]
// Not by whoever writes in it: `why` is said where it stood.
export const closeForm = (id, why) => {
  if (forms.has(id)) close(id)
  if (find(id)) sayIn(find(id), why)
}

const leave = async (id) => {
  const { composer } = forms.get(id)
  if (composer.isWorthKeeping && !(await askSure(say("leave_sure"), { yes: say("leave_yes"), no: say("leave_no") }))) return
  forget(composer.id)
  close(id)
}

// Open the form of an entry; `kept` is what somebody wrote for it earlier. Resolves to the form, null if it cannot be.
export const edit = async (id, kept = null) => {
  if (forms.has(id)) return again(forms.get(id), kept)
  if (find(id)) sayIn(find(id), say("opening"))
  const { status, answer } = await talk(`${config.addresses.entries}${id}/${find(id) ? "" : "?item"}`)
  const why = status === 200 ? "" : answer?.message || say(status ? "refused" : "unreachable", { status })
  if (find(id)) sayIn(find(id), why)
  else if (status === 200) take(answer.item) // far down, or in another post by now
  else if (status !== 404) notice(`edit ${id}`, why)
  const item = find(id)
  if (status !== 200 || isEdited(item)) return null
  const { revision, state } = answer
  const place = item.querySelector("[data-form-place]")
  const form = new DeskForm(place, { entry: id, basedOn: revision, state }, (said) => {
    if (!said) sayIn(item, say("change_waits"))
    close(id)
  })
  form.sending.reopen = (text) => edit(id, text)
  forms.set(id, form)
  item.setAttribute("data-edited", "")
  const leaving = form.composer.form.querySelector("[data-leave]")
  leaving.hidden = false
  leaving.addEventListener("click", () => leave(id))
  form.composer.form.querySelector("[data-clear]").hidden = true
  await form.ready
  form.composer.fill(answer.fields ?? answer)
  form.composer.empty = form.composer.fields()
  if (kept) restore(form, kept, revision)
  form.composer.addEventListener("input", () => edits(id))
  form.composer.focus()
  edits(id)
  return form
}

// A form that is open already is not written over, unless nothing was changed in it.
const again = (form, kept) => {
  form.composer.focus()
  if (!kept) return form
  if (form.composer.isWorthKeeping) return form.composer.complain(say("composer_full")), null
  restore(form, kept, form.composer.basedOn)
  return form
}

const restore = ({ composer, keeping }, kept, revision) => {
  composer.id = kept.id
  composer.fill(kept.fields, { isTyped: true })
  composer.basedOn = kept.based_on ?? revision
  if (composer.basedOn !== revision) notice(`moved ${composer.entry}`, say("moved_on_kept"))
  keeping.keepHere()
}

// A colleague saved what somebody is writing in: they are told at once, and lose nothing.
changes.addEventListener("taken", ({ detail: { ids, gone } }) => {
  for (const [id, { composer }] of forms) {
    const item = find(id)
    if (gone.includes(id) || "gone" in item.dataset) notice(`moved ${id}`, say("gone_on"))
    else if (ids.includes(id)) follow(id, composer, item.dataset)
  }
})

// What can be done with it, and what that means, is another thing once readers see it.
const follow = (id, composer, { state, revision }) => {
  const turned = composer.state !== state && state === "published"
  composer.turn(state)
  if (Number(revision) > composer.basedOn) notice(`moved ${id}`, say("moved_on"))
  else if (turned) notice(`moved ${id}`, say("published_on"))
}

export const startEditing = () => {
  document.addEventListener("click", (event) => {
    const pressed = event.target.closest("[data-edit]")
    if (pressed) edit(pressed.closest(".desk-item").dataset.id)
  })
}
