import type { Db } from '#db/client.ts'
import type { Tables } from '#engines/tables/tables.ts'
import type { Catalogue } from '#pipeline/define-node.ts'
import type { Role } from './access/matrix.ts'
import type { Store } from './artifacts/store.ts'

/** Who acts, in which project, with which rights. */
export interface Actor {
  userId: string
  name: string
  projectId: string
  role: Role
}

/** What every verb of this folder takes first. */
export interface Context {
  db: Db
  store: Store
  tables: Tables
  catalogue: Catalogue
  actor: Actor
}
