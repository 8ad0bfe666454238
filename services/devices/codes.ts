import { randomInt } from 'node:crypto'

/** No vowels, so no words; nothing that looks like something else. */
const letters = 'BCDFGHJKLMNPQRSTVWXZ'

/** Some 34 bits: enough against guessing within minutes by people who are signed in. */
export const newCode = (): string => Array.from({ length: 8 }, () => letters[randomInt(letters.length)]).join('')

export const shownCode = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`

/** As a person may have typed it. */
export const readCode = (typed: string): string => typed.toUpperCase().replace(/[^A-Z]/g, '')
