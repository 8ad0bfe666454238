/** A day in UTC, the same wherever it is drawn. */
export const dayText = (at: Date | string): string =>
  new Date(at).toLocaleDateString('en', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
