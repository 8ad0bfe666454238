import { customType } from 'drizzle-orm/pg-core'

/** Text that sorts by its bytes, wherever the database was made: what MLflow's clients expect, and what prefixes need. */
export const byteText = customType<{ data: string }>({ dataType: () => 'text COLLATE "C"' })
