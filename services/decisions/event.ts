export const decisionKinds = [
  ...(['set', 'run', 'compared', 'gate', 'registered'] as const),
  ...(['asked', 'approved', 'rejected', 'withdrawn', 'released', 'routed'] as const),
] as const
export type DecisionKind = (typeof decisionKinds)[number]

/** One step on the way from what set off a training to the traffic that its model has. */
export interface DecisionEvent {
  at: Date
  kind: DecisionKind
  /** What it was about or what came of it, in the record's own words. */
  what: string
  /** Whether it spoke for the version; null where it neither did nor did not. */
  good: boolean | null
  /** Null: the platform itself. */
  by: string | null
  /** A path behind the project's name. */
  link: string | null
}
