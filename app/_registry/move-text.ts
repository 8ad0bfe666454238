import { words } from '../_words/en.ts'

/** What is asked for: `champion to version 3`. */
export const moveText = ({ alias, to }: { alias: string; to: number | null }): string =>
  to === null ? words.approvals.moveAway(alias) : words.approvals.move(alias, to)
