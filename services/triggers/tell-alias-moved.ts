import { randomUUID } from 'node:crypto'
import type { Queryable } from '#db/client.ts'
import { tell } from './tell.ts'

interface Moved {
  projectId: string
  model: string
  alias: string
  from: number | null
  to: number | null
  cause?: string | undefined
}

/** An alias that leads to another version now; the same move may happen again, and is another event then. */
export const tellAliasMoved = (tx: Queryable, { projectId, model, alias, from, to, cause }: Moved): Promise<void> =>
  tell(tx, {
    ...{ projectId, kind: 'alias-moved', subject: model, key: randomUUID(), cause },
    detail: { version: to, alias, from },
  })
