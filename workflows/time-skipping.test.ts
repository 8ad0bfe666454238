import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { leadRelease } from './lead-release.ts'
import { type TimeSkipping, timeSkipping } from './testing/time-skipping.ts'
import type { lookForTrigger } from './triggers/look-for-trigger.ts'

const hour = 3_600_000

describe('where time passes at once', () => {
  let time: TimeSkipping
  beforeAll(async () => {
    time = await timeSkipping()
  })
  afterAll(() => time?.close())

  const hoursOf = async (workflowId: string) => {
    const { startTime, closeTime } = await time.client.workflow.getHandle(workflowId).describe()
    return Math.round(((closeTime?.getTime() ?? 0) - startTime.getTime()) / hour)
  }

  it('a release is looked at when it is due, for days, and at once when it is told', async () => {
    const looks: string[] = []
    const again = [24 * hour, 24 * hour, null]
    const activities = {
      advanceRelease: async ({ releaseId }: { releaseId: string }) => {
        looks.push(releaseId)
        if (releaseId === 'told') return { again: looks.length < 5 ? 30 * 24 * hour : null }
        return { again: again.shift() ?? null }
      },
    }
    await time.during(activities, async () => {
      const start = (id: string) =>
        time.client.workflow.start<typeof leadRelease>('leadRelease', {
          ...{ workflowId: id, taskQueue: 'espalier', args: [id] },
        })
      await (await start('waits')).result()
      expect(looks).toEqual(['waits', 'waits', 'waits'])
      expect(await hoursOf('waits')).toBe(48)
      await time.client.workflow.signalWithStart<typeof leadRelease>('leadRelease', {
        ...{ workflowId: 'told', taskQueue: 'espalier', args: ['told'] },
        ...{ signal: 'look-again', signalArgs: [] },
      })
      await time.client.workflow.getHandle('told').result()
      expect(looks.filter((id) => id === 'told')).toHaveLength(2)
    })
  })

  it('a folder in which a file grows is looked at a few times more, and left to the next look', async () => {
    let looks = 0
    const activities = {
      lookForTrigger: async () => {
        looks += 1
        return { soon: 3600 }
      },
    }
    await time.during(activities, async () => {
      const options = { workflowId: 'look', taskQueue: 'espalier', args: ['look'] as [string] }
      await time.client.workflow.execute<typeof lookForTrigger>('lookForTrigger', options)
    })
    expect([looks, await hoursOf('look')]).toEqual([4, 4])
  })
})
