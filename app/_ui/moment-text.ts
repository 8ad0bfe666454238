/** A time, the same on a server and in a browser elsewhere. */
export const momentText = (at: Date): string => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`
