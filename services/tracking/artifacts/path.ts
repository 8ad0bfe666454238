import { z } from 'zod'

const segment = (part: string) => part !== '' && part !== '.' && part !== '..'

/** Also what would lead elsewhere if somebody decoded it once more. */
const encoded = /%(2e|2f|5c|00)/i

/** `<experiment>/<run>/artifacts/plot.png`: no way up, no second spelling of the same place. */
export const artifactPath = z
  .string()
  .max(2000)
  .refine((path) => path.split('/').every(segment) && !/[\0\\]/.test(path) && !encoded.test(path), 'Invalid path')

/** A folder; the empty one holds everything. */
export const artifactFolder = z.union([z.literal(''), artifactPath])
