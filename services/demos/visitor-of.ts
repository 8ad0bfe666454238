const before = 'visit:'

/** Who somebody is on a visit, by its id. */
export const visitorOf = (visit: string): string => `${before}${visit}`

/** The visit that somebody is on, or is about to begin. */
export const visitOf = (userId: string): string | undefined =>
  userId.startsWith(before) ? userId.slice(before.length) : undefined
