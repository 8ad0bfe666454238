import type { DemoInput } from '#services/demos/outline.ts'

/** Words that Python keeps for itself, and what its client calls its own arguments. */
const taken = new Set(
  `False None True and as assert async await break class continue def del elif else except finally for from global if import
  in is lambda nonlocal not or pass raise return try while with yield api_name fn_index headers self`.split(/\s+/),
)

/** A name for each input that Python takes as a parameter: `Beak (mm)` → `beak_mm`, and what would be alike is numbered. */
export function parameterNames(inputs: readonly Pick<DemoInput, 'name'>[]): string[] {
  const used = new Set(taken)
  // What is a name already keeps it, whoever comes before.
  for (const { name } of inputs) if (isName(name)) used.add(name)
  return inputs.map(({ name }) => {
    if (isName(name)) return name
    const wished = identifier(name)
    let free = wished
    for (let number = 2; used.has(free); number += 1) free = `${wished}_${number}`
    used.add(free)
    return free
  })
}

const isName = (name: string): boolean => /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name) && !taken.has(name)

function identifier(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
  if (plain === '') return 'input'
  return /^\d/.test(plain) || taken.has(plain) ? `input_${plain}` : plain
}
