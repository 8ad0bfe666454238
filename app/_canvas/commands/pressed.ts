interface Press {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  shiftKey: boolean
  altKey: boolean
  /** The key by its place, for digits that Shift turns into signs. */
  code: string
}

/** Whether a key press is `keys`, written as `Mod+Shift+Z`. */
export function isPressed(press: Press, keys: string): boolean {
  const parts = keys === '+' ? ['+'] : keys.split('+')
  const key = parts.at(-1) ?? ''
  const wants = (name: string) => parts.slice(0, -1).includes(name)
  const digit = /^\d$/.test(key) && press.code === `Digit${key}`
  const letter = press.key.toLowerCase() === key.toLowerCase()
  if (!digit && !letter) return false
  if (press.altKey || wants('Mod') !== (press.ctrlKey || press.metaKey)) return false
  // Signs such as ? and + need Shift on some keyboards and not on others.
  return /^[^\w]$/.test(key) || wants('Shift') === press.shiftKey
}
