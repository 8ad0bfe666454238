import { mkdir } from 'node:fs/promises'
import { openDb } from '#db/client.ts'
import type { Models } from '#engines/models/models.ts'
import { openModels } from '#engines/models/open-models.ts'
import { openTables } from '#engines/tables/open-tables.ts'
import type { Tables } from '#engines/tables/tables.ts'
import type { Catalogue } from '#pipeline/define-node.ts'
import { openFileStore } from './artifacts/file-store.ts'
import { boundedMap } from './bounded-map.ts'
import type { Actor, Context, Resources } from './context.ts'
import { type Environment, homePath, noArrivals, noEgress, noOutlets } from './environment.ts'
import { openSignals } from './events/signals.ts'
import { type Calendar, noCalendar } from './schedules/calendar.ts'
import { sweep } from './tracking/artifacts/uploads/sweep.ts'
import { uploadsRoot } from './tracking/artifacts/uploads/upload-folder.ts'

export interface OpenPlatform extends Resources {
  as(actor: Actor): Context
  close(): Promise<void>
}

export interface OpenPlatformOptions {
  environment: Pick<Environment, 'databaseUrl' | 'home' | 'root'> &
    Partial<Pick<Environment, 'egress' | 'arrivals' | 'outlets'>>
  catalogue: Catalogue
  tables?: Tables
  models?: Models
  calendar?: Calendar
}

/** Opens what verbs stand on; once a process. */
export async function openPlatform(options: OpenPlatformOptions): Promise<OpenPlatform> {
  const { environment, catalogue, calendar = noCalendar } = options
  const {
    tables = openTables({ root: environment.root }),
    models = openModels({ root: environment.root, threads: 1 }),
  } = options
  const { db, close } = openDb(environment.databaseUrl)
  const signals = openSignals(environment.databaseUrl)
  const work = homePath(environment.home, 'work')
  await mkdir(work, { recursive: true })
  await sweep(uploadsRoot(work))
  const resources: Resources = {
    db,
    store: await openFileStore(homePath(environment.home, 'artifacts')),
    tables,
    models,
    catalogue,
    signals,
    inspections: boundedMap(5000),
    calendar,
    profiles: boundedMap(200),
    work,
    root: environment.root,
    egress: environment.egress ?? noEgress,
    arrivals: environment.arrivals ?? noArrivals,
    outlets: environment.outlets ?? noOutlets,
  }
  return {
    ...resources,
    as: (actor) => ({ ...resources, actor }),
    close: async () => {
      await Promise.all([tables.close(), models.close(), signals.close(), close()])
    },
  }
}
