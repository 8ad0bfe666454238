import { textTable } from './text-table.ts'

interface Row {
  name: string
  values: readonly (string | number | null)[]
  differs: 'differs' | 'same'
  best?: readonly number[]
}

const shown = (value: string | number | null) =>
  typeof value === 'number' ? String(Number(value.toPrecision(6))) : (value ?? '–')

/** Tables side by side, one a section; a star marks the best. What is the same everywhere is only counted. */
export function comparedText(heads: readonly string[], sections: Readonly<Record<string, readonly Row[]>>): string {
  const told = Object.entries(sections).flatMap(([title, rows]) => {
    if (rows.length === 0) return []
    const differing = rows.filter(({ differs }) => differs === 'differs')
    const cells = differing.map(({ name, values, best }) => [
      name,
      ...values.map((value, place) => `${shown(value)}${best?.includes(place) ? ' *' : ''}`),
    ])
    const same = rows.length - differing.length
    return [
      ...(cells.length > 0 ? [textTable([title, ...heads], cells)] : []),
      ...(same > 0 ? [`${title}: the same in ${same}`] : []),
    ].join('\n')
  })
  return told.join('\n\n') || 'nothing to compare'
}
