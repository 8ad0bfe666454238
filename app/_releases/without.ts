/** A reason without what is said beside it already. */
export const without = (reason: string | null, said: string): string | null =>
  reason?.startsWith(`${said}: `) ? reason.slice(said.length + 2) : reason
