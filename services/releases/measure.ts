import { and, eq, gte, inArray, lt } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { traffic } from '#db/schema.ts'
import type { Stage } from '#pipeline/release-plan.ts'
import { figuresOf } from '../traffic/figures.ts'
import { minuteOf } from '../traffic/minute-of.ts'
import type { Measured } from './gates.ts'
import type { ReleaseRow } from './open-release.ts'
import { outcomesOf } from './outcomes.ts'

const hour = 60 * 60 * 1000

/** What both versions did since the step began; under watch the former one, which has no traffic any more, in the hour before it. */
export async function measure(q: Queryable, release: ReleaseRow, stage: Stage): Promise<Measured> {
  const { endpointId, fromVersionId, toVersionId, stepAt, startedAt, before } = release
  const watch = stage.mode === 'watch'
  const mode = stage.mode === 'shadow' ? 'shadow' : 'live'
  const long = new Date(startedAt.getTime() - hour)
  const rows = await q
    .select()
    .from(traffic)
    .where(
      and(
        eq(traffic.endpointId, endpointId),
        inArray(traffic.versionId, [fromVersionId, toVersionId]),
        gte(traffic.minute, minuteOf(watch ? long : stepAt)),
        lt(traffic.minute, new Date(Date.now() + hour)),
      ),
    )
  const since = minuteOf(stepAt)
  const of = (versionId: string, mode: 'live' | 'shadow') => {
    const mine = rows.filter((row) => row.versionId === versionId && row.mode === mode && row.minute >= since)
    const known = before.filter((row) => row.versionId === versionId && row.mode === mode)
    return figuresOf([...mine, ...known.map(negative)])
  }
  const champion = watch
    ? figuresOf(rows.filter(({ versionId, mode }) => versionId === fromVersionId && mode === 'live'))
    : of(fromVersionId, 'live')
  const month = new Date(startedAt.getTime() - 30 * 24 * hour)
  return {
    champion,
    challenger: of(toVersionId, mode),
    outcomes: {
      champion: await outcomesOf(q, release, {
        ...{ versionId: fromVersionId, mode: 'live', since: watch ? month : startedAt },
      }),
      challenger: await outcomesOf(q, release, { versionId: toVersionId, mode, since: startedAt }),
    },
  }
}

// What a version took of the machine is no question of gates.
const negative = <T extends ReleaseRow['before'][number]>({ latency, ...counted }: T) => ({
  ...counted,
  latency: latency.map((count) => -count),
  ...{ answered: -counted.answered, failed: -counted.failed, refused: -counted.refused },
  ...{ busy: 0, memory: 0 },
  ...{ rows: -counted.rows, compared: -counted.compared, disagreed: -counted.disagreed },
})
