// The window: the stretch of a post's stream that this page answers for. Bounds are places ("sort" strings).
export class Window {
  constructor({ upper, lower }) {
    this.upper = upper
    this.lower = lower
  }

  holds(sort) {
    return !this.isAbove(sort) && (!this.lower || sort >= this.lower)
  }

  isAbove(sort) {
    return Boolean(this.upper) && sort >= this.upper
  }
}

// Below every entry there can be.
export const FIRST = "00010101T000000000000-000000000000"
