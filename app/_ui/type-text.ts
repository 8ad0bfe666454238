import { typeFamily } from '#pipeline/columns.ts'
import { words } from '../_words/en.ts'

/** What people call a type, by DuckDB's name of it. */
export const typeText = (type: string): string => words.correctedTypes[type] ?? words.types[typeFamily(type)]

/** As a choice. */
export const typeOption = (type: string): { value: string; label: string } => ({ value: type, label: typeText(type) })
