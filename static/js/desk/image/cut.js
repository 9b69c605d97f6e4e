// Cut: on the picture itself, a click sets what matters most, and dragging what is left of it. The numbers in the form
// are what counts: they say the same, and can be typed.

const SVG = "http://www.w3.org/2000/svg"
const EDGES = ["left", "top", "right", "bottom"]
const LEAST = 5 // per cent of a side that a crop leaves; as the server has it
const MOVED = 6 // pixels: less is a click
const NEAR = 14 // pixels from a corner that is taken up again

const draw = (name, more) => {
  const shape = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(more)) shape.setAttribute(key, value)
  return shape
}

const clamp = (value) => Math.min(100, Math.max(0, value))
const tenth = (value) => Math.round(value * 10) / 10

export const cut = (stage, form) => {
  const fields = EDGES.map((edge) => form.elements[`crop_${edge}`])
  const focus = [form.elements.focus_x, form.elements.focus_y]
  const shade = draw("path", { class: "image-cut__shade", "fill-rule": "evenodd" })
  const frame = draw("rect", { class: "image-cut__frame" })
  const point = draw("svg", { class: "image-cut__point" })
  point.append(draw("circle", { r: 9 }), draw("circle", { r: 2 }))
  const over = draw("svg", { class: "image-cut__over", viewBox: "0 0 100 100", preserveAspectRatio: "none", "aria-hidden": "true" })
  over.append(shade, frame)
  const whole = draw("svg", { class: "image-cut__over", "aria-hidden": "true" })
  whole.append(point)
  stage.append(over, whole)

  const edges = () => fields.map((field, at) => (field.value === "" ? (at < 2 ? 0 : 100) : clamp(Number(field.value))))

  const show = () => {
    const [left, top, right, bottom] = edges()
    const [x, y] = focus.map((field) => clamp(Number(field.value || 50)) / 100)
    shade.setAttribute("d", `M0 0H100V100H0Z M${left} ${top}H${right}V${bottom}H${left}Z`)
    const size = { x: left, y: top, width: Math.max(0, right - left), height: Math.max(0, bottom - top) }
    for (const [name, value] of Object.entries(size)) frame.setAttribute(name, value)
    // A nested drawing keeps its shape at a place that is told in per cent.
    point.setAttribute("x", `${left + x * size.width}%`)
    point.setAttribute("y", `${top + y * size.height}%`)
  }

  const write = (field, value) => {
    field.value = String(value)
    field.dispatchEvent(new Event("input", { bubbles: true }))
  }

  const place = ({ clientX, clientY }) => {
    const { left, top, width, height } = stage.getBoundingClientRect()
    return [clamp(((clientX - left) / width) * 100), clamp(((clientY - top) / height) * 100)]
  }

  const aim = ([x, y]) => {
    const [left, top, right, bottom] = edges()
    write(focus[0], Math.round(clamp(((x - left) / (right - left || 1)) * 100)))
    write(focus[1], Math.round(clamp(((y - top) / (bottom - top || 1)) * 100)))
  }

  const crop = ([x, y], [otherX, otherY]) => {
    const found = [Math.min(x, otherX), Math.min(y, otherY), Math.max(x, otherX), Math.max(y, otherY)]
    if (found[2] - found[0] < LEAST || found[3] - found[1] < LEAST) return
    found.forEach((value, at) => write(fields[at], tenth(value)))
  }

  // The corner opposite the one under the pointer, so that this one moves; else where the pointer is.
  const anchor = (event) => {
    const [left, top, right, bottom] = edges()
    const { width, height } = stage.getBoundingClientRect()
    const [x, y] = place(event)
    const corners = [[left, top, right, bottom], [right, top, left, bottom], [left, bottom, right, top], [right, bottom, left, top]]
    const near = corners.find(([cx, cy]) => Math.hypot(((cx - x) * width) / 100, ((cy - y) * height) / 100) < NEAR)
    return near && !(left === 0 && top === 0 && right === 100 && bottom === 100) ? near.slice(2) : [x, y]
  }

  stage.addEventListener("pointerdown", (event) => {
    if (event.button) return
    event.preventDefault()
    const [from, start] = [anchor(event), [event.clientX, event.clientY]]
    const before = fields.map(({ value }) => value)
    const over = new AbortController()
    const { signal } = over
    let isDrag = false
    stage.setPointerCapture(event.pointerId)
    const move = (now) => {
      isDrag ||= Math.hypot(now.clientX - start[0], now.clientY - start[1]) > MOVED
      if (isDrag) crop(from, place(now))
    }
    stage.addEventListener("pointermove", move, { signal })
    const end = (now) => {
      over.abort()
      if (!isDrag && now.type === "pointerup") aim(place(now))
      // It was a finger that scrolls, or a second one came: nothing is cropped by that.
      if (isDrag && now.type === "pointercancel") fields.forEach((field, at) => write(field, before[at]))
    }
    for (const kind of ["pointerup", "pointercancel"]) stage.addEventListener(kind, end, { signal })
  })

  form.addEventListener("input", show)
  const help = form.querySelector("[data-image-cut-help]")
  help.hidden = false
  help.querySelector("[data-image-cut-whole]").addEventListener("click", () => {
    fields.forEach((field, at) => write(field, at < 2 ? 0 : 100))
  })
  stage.dataset.ready = ""
  show()
}
