import type { Db } from '#db/client.ts'
import type { Models } from '#engines/models/models.ts'
import type { ColumnProfile, Tables } from '#engines/tables/tables.ts'
import type { Catalogue } from '#pipeline/define-node.ts'
import type { InspectionCache } from '#pipeline/inspect.ts'
import type { Role, Scope } from './access/matrix.ts'
import type { Store } from './artifacts/store.ts'
import type { Arrivals, Egress, Outlets } from './environment.ts'
import type { Signals } from './events/signals.ts'
import type { Calendar } from './schedules/calendar.ts'

/** Who acts, in which project, with which rights. */
export interface Actor {
  userId: string
  name: string
  projectId: string
  role: Role
  /** Of an API token: narrows what the role allows. Absent: all of it. */
  scopes?: readonly Scope[]
  /** Of a visitor: the one demo that they were let in to, and the link by which they came, if it was one. */
  visit?: { demoId: string; share?: string }
}

/** What a process opens once. */
export interface Resources {
  db: Db
  store: Store
  tables: Tables
  models: Models
  catalogue: Catalogue
  signals: Signals
  inspections: InspectionCache
  calendar: Calendar
  /** By artifact. */
  profiles: Map<string, Promise<ColumnProfile[]>>
  /** Folder for files in the making, on the store's file system. */
  work: string
  /** The checkout: where `examples/` and `node_modules/` lie. */
  root: string
  egress: Egress
  arrivals: Arrivals
  outlets: Outlets
}

/** What every verb of this folder takes first. */
export interface Context extends Resources {
  actor: Actor
}
