// Form: what a script adds to the form of a picture: the last credit by a button, and the picture to click on.
import { cut } from "./cut.js";

const offerCredit = (form) => {
  const offer = form.querySelector("[data-credit]")
  const { credit } = form.elements
  if (!offer || !credit) return
  const show = () => (offer.hidden = Boolean(credit.value.trim()))
  credit.addEventListener("input", show)
  offer.addEventListener("click", () => {
    credit.value = offer.dataset.credit
    credit.focus()
    show()
  })
  show()
}

export const enhance = (form) => {
  offerCredit(form)
  const stage = form.querySelector("[data-image-cut]")
  if (stage && form.elements.focus_x) cut(stage, form)
}
