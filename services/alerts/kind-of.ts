/** What stands before the first colon of a key. */
export const kindOf = (key: string): string => key.split(':', 1)[0] ?? key
