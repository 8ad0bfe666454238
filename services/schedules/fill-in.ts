export interface Occasion {
  schedule: string
  scheduledAt: Date
  firedAt: Date
}

/** What texts in a schedule's parameters may hold, as `{{ name }}`. Times are ISO 8601 in UTC. */
export const placeholders: Record<string, (occasion: Occasion) => string> = {
  scheduled_time: ({ scheduledAt }) => scheduledAt.toISOString(),
  scheduled_date: ({ scheduledAt }) => scheduledAt.toISOString().slice(0, 10),
  fired_time: ({ firedAt }) => firedAt.toISOString(),
  schedule: ({ schedule }) => schedule,
}

type Overrides = Record<string, string | number | boolean>

export const fillIn = (overrides: Overrides, occasion: Occasion): Overrides =>
  Object.fromEntries(
    Object.entries(overrides).map(([name, value]) => [
      name,
      typeof value === 'string'
        ? value.replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (whole, key: string) => placeholders[key]?.(occasion) ?? whole)
        : value,
    ]),
  )
