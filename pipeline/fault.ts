export const faultCodes = [
  'INVALID_INPUT',
  'INVALID_GRAPH',
  'BAD_DATA',
  'GATE_FAILED',
  'NOT_FOUND',
  'GONE',
  'CONFLICT',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'UNAVAILABLE',
  'LIMIT',
  'CANCELLED',
  'INTERNAL',
] as const

export type FaultCode = (typeof faultCodes)[number]

/** Where in a pipeline, a table or a text a fault lies. `row` counts from 1. */
export interface FaultPlace {
  node?: string
  port?: string
  param?: string
  column?: string
  row?: number
  /** Characters before it in a text that somebody wrote. */
  offset?: number
}

export interface FaultOptions {
  at?: FaultPlace
  hint?: string
  cause?: unknown
}

/** The plain form that crosses Temporal, HTTP and the database. */
export interface FaultData {
  code: FaultCode
  message: string
  at?: FaultPlace
  hint?: string
}

/** The one error of the platform. Messages: lower case, the value last (`missing column: age`); `hint` says what to do next. */
export class Fault extends Error {
  override readonly name = 'Fault'
  readonly at: FaultPlace | undefined
  readonly hint: string | undefined

  constructor(
    readonly code: FaultCode,
    message: string,
    { at, hint, cause }: FaultOptions = {},
  ) {
    super(message, { cause })
    this.at = at
    this.hint = hint
  }

  /** The same fault with its place made more exact; what was already known stays. */
  within(place: FaultPlace): Fault {
    return new Fault(this.code, this.message, { at: { ...place, ...this.at }, hint: this.hint, cause: this.cause })
  }

  toJSON(): FaultData {
    return {
      code: this.code,
      message: this.message,
      ...(this.at && { at: this.at }),
      ...(this.hint && { hint: this.hint }),
    }
  }

  static fromJSON(data: FaultData): Fault {
    return new Fault(data.code, data.message, data)
  }

  /** By name, because a bundler may give one process several copies of this class. */
  static override [Symbol.hasInstance](value: unknown): value is Fault {
    return value instanceof Error && value.name === 'Fault' && 'code' in value && 'toJSON' in value
  }

  /** Anything thrown, as a fault; what is not one is INTERNAL. */
  static of(thrown: unknown): Fault {
    if (thrown instanceof Fault) return thrown
    return new Fault('INTERNAL', thrown instanceof Error ? thrown.message : String(thrown), { cause: thrown })
  }
}

/** Whether trying again, unchanged, may succeed. */
export const retryable = {
  INVALID_INPUT: false,
  INVALID_GRAPH: false,
  BAD_DATA: false,
  GATE_FAILED: false,
  NOT_FOUND: false,
  GONE: false,
  CONFLICT: false,
  UNAUTHENTICATED: false,
  FORBIDDEN: false,
  UNAVAILABLE: true,
  LIMIT: false,
  CANCELLED: false,
  INTERNAL: false,
} as const satisfies Record<FaultCode, boolean>
