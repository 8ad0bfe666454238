import { describe, expect, it } from 'vitest'
import { isPressed } from './pressed.ts'

const press = (key: string, more: Partial<Parameters<typeof isPressed>[0]> = {}) => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...more,
})

describe('a shortcut', () => {
  it('takes Control and Command alike for Mod', () => {
    expect(isPressed(press('z', { ctrlKey: true }), 'Mod+Z')).toBe(true)
    expect(isPressed(press('z', { metaKey: true }), 'Mod+Z')).toBe(true)
    expect(isPressed(press('z'), 'Mod+Z')).toBe(false)
  })

  it('tells undo from redo', () => {
    const redo = press('Z', { ctrlKey: true, shiftKey: true })
    expect(isPressed(redo, 'Mod+Z')).toBe(false)
    expect(isPressed(redo, 'Mod+Shift+Z')).toBe(true)
  })

  it('finds signs however the keyboard makes them', () => {
    expect(isPressed(press('?', { shiftKey: true }), '?')).toBe(true)
    expect(isPressed(press('+', { shiftKey: true }), '+')).toBe(true)
    expect(isPressed(press('+'), '+')).toBe(true)
    expect(isPressed(press('!', { shiftKey: true, code: 'Digit1' }), 'Shift+1')).toBe(true)
    expect(isPressed(press('1', { code: 'Digit1' }), 'Shift+1')).toBe(false)
  })
})
