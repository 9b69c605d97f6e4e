// What the reader prefers, kept in this browser alone and told to nobody. A browser that keeps nothing is no error.
export function remember(name, on) {
  try {
    localStorage.setItem(name, String(on))
  } catch (error) {
    console.info("This browser keeps no preferences:", error.message)
  }
}

export function remembered(name) {
  try {
    return localStorage.getItem(name) ?? "false"
  } catch {
    return "false"
  }
}
