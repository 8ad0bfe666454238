import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'

/** A moment as MLflow's clients name one: whole milliseconds since 1970. */
export const instant = (moment: SQLWrapper): SQL => sql`floor(extract(epoch from ${moment}) * 1000)::bigint`
