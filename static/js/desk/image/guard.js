// Guard: no form is sent, and no page is left, while a picture in it has not arrived; and a file that is dropped beside
// the text does not take the place of the page.
import { make } from "./make.js";
import { open } from "./uploads.js";

const said = make("p", { className: "errornote image-guard", role: "alert", hidden: true })

const saying = ([upload, ...others]) => {
  const { words } = upload.settings
  return [upload, ...others].some(({ state }) => state === "failed") ? words.guard_failed : words.guard_sending
}

document.addEventListener(
  "submit",
  (event) => {
    const row = event.target.querySelector(".submit-row:has([data-main-button])")
    if (!row) return
    const still = open()
    said.hidden = !still.length
    if (!still.length) return
    event.preventDefault()
    event.stopImmediatePropagation()
    row.before(said)
    said.textContent = saying(still)
    said.scrollIntoView({ block: "nearest" })
  },
  { capture: true },
)

addEventListener("beforeunload", (event) => open().length && event.preventDefault())

export const filesOf = (data) => (data?.types.includes("Files") ? [...data.files] : [])

for (const kind of ["dragover", "drop"])
  document.addEventListener(kind, (event) => {
    if (event.defaultPrevented || !event.dataTransfer?.types.includes("Files") || event.target.matches("[type=file]")) return
    event.preventDefault()
    event.dataTransfer.dropEffect = "none"
  })
