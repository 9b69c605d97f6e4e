// Make: elements, for modules that also work where there is no editor.

export const make = (tag, given = {}, ...children) => {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(given)) {
    if (name in element) element[name] = value
    else element.setAttribute(name, value)
  }
  element.append(...children)
  return element
}

export const button = (textContent, onclick, more = {}) => make("button", { type: "button", textContent, onclick, ...more })

export const arrow = (sign, name, onclick) => button(sign, onclick, { title: name, "aria-label": name })

export const token = () => document.querySelector("[name=csrfmiddlewaretoken]").value
