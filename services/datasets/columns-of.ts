import { z } from 'zod'

export interface DatasetColumn {
  name: string
  type: string
}

const column = z.object({ name: z.coerce.string(), type: z.string().default('') })
const spec = z.array(z.unknown())
const logged = z.object({
  mlflow_colspec: z.union([spec, z.string()]).optional(),
  mlflow_tensorspec: z.unknown().optional(),
})
const tensor = z.object({
  name: z.string().optional(),
  'tensor-spec': z.object({ dtype: z.string(), shape: z.array(z.number()) }),
})

/** A very wide one is found by its first columns. */
const widest = 5000

/** The columns that a schema tells, as MLflow's clients write it; none where it tells nothing. */
export function columnsOf(schema: string | undefined): DatasetColumn[] {
  const read = logged.safeParse(jsonOf(schema))
  if (!read.success) return []
  const { mlflow_colspec: columns, mlflow_tensorspec: tensors } = read.data
  const listed = spec.safeParse(typeof columns === 'string' ? jsonOf(columns) : columns).data ?? []
  const named = listed.slice(0, widest).flatMap((one) => column.safeParse(one).data ?? [])
  return named.length > 0 ? named : tensorsOf(tensors)
}

function tensorsOf(told: unknown): DatasetColumn[] {
  const read = z.record(z.string(), z.unknown()).safeParse(typeof told === 'string' ? jsonOf(told) : told)
  if (!read.success) return []
  return Object.entries(read.data).flatMap(([part, written]) => {
    const all = spec.safeParse(typeof written === 'string' ? jsonOf(written) : written).data ?? []
    return all.flatMap((one) => {
      const known = tensor.safeParse(one).data
      if (!known) return []
      const { dtype, shape } = known['tensor-spec']
      return [{ name: known.name ?? part, type: `${dtype}[${shape.join(', ')}]` }]
    })
  })
}

function jsonOf(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}
