// Pick: files chosen on this computer.
import { make } from "./make.js";

export const pick = (take, multiple = true) => {
  const input = make("input", { type: "file", accept: "image/*", multiple })
  input.addEventListener("change", () => input.files.length && take([...input.files]))
  input.click()
}
