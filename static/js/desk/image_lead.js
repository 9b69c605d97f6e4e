// Image lead: a post's lead picture, brought in and described beside the field in which it is chosen.
import { filesOf } from "./image/guard.js";
import { item } from "./image/item.js";
import { button, make } from "./image/make.js";
import { pick } from "./image/pick.js";
import { begin, cancel, isUpload, onArrival } from "./image/uploads.js";

const choose = (select, id, name) => {
  if (id && ![...select.options].some(({ value }) => value === id)) select.append(new Option(name, id))
  select.value = id
  select.dispatchEvent(new Event("change", { bubbles: true })) // Django's choice by typing listens to it
}

const lead = (select) => {
  const settings = JSON.parse(select.dataset.images)
  const { words } = settings
  const slot = make("div", { className: "image-lead__slot" })
  const upload = button(words.lead_upload, () => pick(([file]) => bring(file), false), { className: "button" })
  const panel = make("div", { className: "image-lead" }, slot, upload, make("span", { textContent: words.lead_hint, className: "help" }))
  let shown = null // `{ key, item }`

  const show = (key) => {
    if (shown?.key === key) return
    shown?.item.destroy()
    if (shown && isUpload(shown.key)) cancel(shown.key) // another takes its place
    shown = key ? { key, item: item(key, settings, [], () => remove()) } : null
    slot.replaceChildren(...(shown ? [shown.item.dom] : []))
    shown?.item.dom.setAttribute("aria-label", words.picture)
  }
  // Of what has not arrived, nothing is taken away but itself: the lead that there was stays.
  const remove = () => {
    if (!isUpload(shown.key)) choose(select, "", "")
    show(select.value || null)
    upload.focus()
  }
  const bring = (file) => show(begin(file, settings))

  onArrival(({ key, id, file }) => {
    if (shown?.key !== key) return
    shown.key = id // what is shown goes on under it
    choose(select, id, file.name)
  })
  django.jQuery(select).on("change", () => show(select.value || null)) // jQuery's own events are heard by it alone
  panel.addEventListener("dragover", (event) => event.preventDefault())
  panel.addEventListener("drop", (event) => {
    const [file] = filesOf(event.dataTransfer)
    if (!file || event.dataTransfer.types.includes("text/html")) return
    event.preventDefault()
    bring(file)
  })
  select.closest(".form-row").append(panel)
  show(select.value || null)
}

const select = document.querySelector("select[data-images]")
if (select) django.jQuery(() => lead(select))
