/** What went wrong, in the platform's own form: a code, a sentence, and the next step. */
export class Fault extends Error {
  readonly code: string
  readonly hint: string | undefined
  constructor({ code, message, hint }: { code: string; message: string; hint?: string | undefined }) {
    super(message)
    this.code = code
    this.hint = hint
  }
}

export const faultOf = (thrown: unknown): Fault =>
  thrown instanceof Fault
    ? thrown
    : new Fault({ code: 'INTERNAL', message: thrown instanceof Error ? thrown.message : String(thrown) })
