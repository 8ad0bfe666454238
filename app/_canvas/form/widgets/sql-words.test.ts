import { describe, expect, it } from 'vitest'
import { asIdentifier, completions, inserted, wordAt } from './sql-words.ts'

describe('completing SQL', () => {
  it('finds the word at the caret, quoted or not', () => {
    expect(wordAt('delay > 15 and or', 17)).toEqual({ word: 'or', start: 15 })
    expect(wordAt('"Beak Le', 8)).toEqual({ word: 'Beak Le', start: 0 })
    expect(wordAt('"Body Mass" > 1 and Bea', 23)).toEqual({ word: 'Bea', start: 20 })
    expect(wordAt('delay > ', 8)).toEqual({ word: '', start: 8 })
    expect(wordAt('delay', 3)).toEqual({ word: 'del', start: 0 })
  })

  it('offers names that begin with it before names that contain it', () => {
    expect(completions(['origin', 'for', 'forest'], 'or')).toEqual(['origin', 'for', 'forest'])
    expect(completions(['delay'], '')).toEqual([])
    expect(completions(['delay'], 'delay')).toEqual([])
  })

  it('quotes names that are no plain words', () => {
    expect(asIdentifier('delay')).toBe('delay')
    expect(asIdentifier('Beak Length (mm)')).toBe('"Beak Length (mm)"')
    expect(asIdentifier('order')).toBe('"order"')
    expect(asIdentifier('a"b')).toBe('"a""b"')
  })

  it('replaces the word at the caret and leaves the rest', () => {
    expect(inserted('del > 15', 3, 'delay')).toEqual({ text: 'delay > 15', caret: 5 })
    expect(inserted('x + "Bea', 8, 'Beak Length')).toEqual({ text: 'x + "Beak Length"', caret: 17 })
  })
})
