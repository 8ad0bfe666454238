export interface Release {
  id: string
  state: string
  approval: 'none' | 'before-start' | 'before-promotion'
  startedBy: string
  fromRoute: number
  /** Numbers of versions. */
  from: number
  to: number
}

export interface Happening {
  release: string
  kind: string
  by: string | null
  route: number | null
}

export interface ReleasesHeld {
  releases: Release[]
  /** Of all releases, in their order. */
  happened: Happening[]
  /** What the audit trail says of them. */
  trail: { release: string; action: string; actor: string }[]
  /** Of the endpoint, in their order; shares by number of the version. */
  routes: { number: number; live: Record<number, number> }[]
  /** By which route who answered. */
  answers: { route: number; version: number }[]
  /** Who answers after all is over. */
  answering: number | null
}
