import { words } from '../../_words/en.ts'

const { roles: titles } = words.people

export type Role = keyof typeof titles

export const roles = (Object.keys(titles) as Role[]).map((value) => ({ value, label: titles[value] }))
