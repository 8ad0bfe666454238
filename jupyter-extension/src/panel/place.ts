export interface Place {
  /** Address of the platform. */
  url: string
  /** Slug. */
  project: string
}
