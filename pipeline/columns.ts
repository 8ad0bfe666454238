import { z } from 'zod'

export const roles = ['target', 'id', 'time', 'group', 'weight', 'split'] as const
export type Role = (typeof roles)[number]

/** A column of a table. `type` is DuckDB's own type name (`BIGINT`, `VARCHAR`, `FLOAT[]`, …). */
export const column = z.object({
  name: z.string().min(1),
  type: z.string().min(1),
  role: z.enum(roles).optional(),
})
export type Column = z.infer<typeof column>

export type TypeFamily = 'number' | 'integer' | 'boolean' | 'text' | 'time' | 'vector' | 'other'

/** What people see of a type, and what decides whether a model can use it. */
export function typeFamily(type: string): TypeFamily {
  if (/\[\d*\]$/.test(type)) return /^(FLOAT|DOUBLE)\[/.test(type) ? 'vector' : 'other'
  if (/^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$/.test(type)) return 'integer'
  if (/^(FLOAT|DOUBLE|REAL|DECIMAL)/.test(type)) return 'number'
  if (type === 'BOOLEAN') return 'boolean'
  if (/^(VARCHAR|UUID|ENUM)/.test(type)) return 'text'
  if (/^(DATE|TIME|INTERVAL)/.test(type)) return 'time'
  return 'other'
}

export const columnOf = (columns: readonly Column[], name: string): Column | undefined =>
  columns.find((candidate) => candidate.name === name)

export const columnWithRole = (columns: readonly Column[], role: Role): Column | undefined =>
  columns.find((candidate) => candidate.role === role)

/** Columns that may be features: no role, and a type that a model can read, now or after encoding. */
export const featureColumns = (columns: readonly Column[]): Column[] =>
  columns.filter(({ role, type }) => !role && !['time', 'other'].includes(typeFamily(type)))

/** Gives the columns of `next` the roles that columns of the same name had. */
export function carryRoles(next: readonly Column[], ...previous: (readonly Column[])[]): Column[] {
  const known = new Map(previous.flat().flatMap(({ name, role }) => (role ? [[name, role] as const] : [])))
  return next.map((candidate) => {
    const role = candidate.role ?? known.get(candidate.name)
    return role ? { ...candidate, role } : candidate
  })
}
