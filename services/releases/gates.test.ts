import { describe, expect, it } from 'vitest'
import { releasePlan } from '#pipeline/release-plan.ts'
import { seeded } from '#pipeline/seeded.ts'
import { figuresOf } from '../traffic/figures.ts'
import { bucketOf, emptyHistogram } from '../traffic/histogram.ts'
import { decide } from './decide.ts'

const plan = releasePlan.parse({ strategy: 'canary' })
const stage = { mode: 'canary', share: 0.5, minutes: 0, requests: 20 } as const

interface Version {
  failing: number
  milliseconds: number
  /** So many of the first answers take ten times as long. */
  cold?: number
}

/** What is decided of a version beside one of 1 % failures and 20 ms, at each look until one is not to wait. */
function released(random: () => number, challenger: Version, most = 1000) {
  const versions: Version[] = [{ failing: 0.01, milliseconds: 20 }, challenger]
  const nothing = { answered: 0, failed: 0, refused: 0, rows: 0, compared: 0, disagreed: 0, busy: 0, memory: 0 }
  const counts = versions.map(() => ({ ...nothing, latency: emptyHistogram() }))
  for (let n = 1; n <= most; n += 1) {
    for (const [index, { failing, milliseconds, cold = 0 }] of versions.entries()) {
      const count = counts[index]
      if (!count) continue
      if (random() < failing) count.failed += 1
      else {
        count.answered += 1
        const bucket = bucketOf(milliseconds * (n <= cold ? 10 : 1) * 1000 * Math.exp(3 * (random() - 0.5)))
        count.latency[bucket] = (count.latency[bucket] ?? 0) + 1
      }
    }
    if (n % 20 > 0) continue
    const [before, after] = counts.map((count) => figuresOf([count]))
    if (!before || !after) continue
    const measured = { champion: before, challenger: after, outcomes: { champion: null, challenger: null } }
    const said = decide({ plan, stage: { ...stage, requests: most }, minutes: 1, measured })
    if (said.verdict === 'back') return { n, ...said }
  }
  return undefined
}

describe('the gates of a release', () => {
  it('seldom send back a version as good as the other, however often they are asked, also when it began slowly', () => {
    const random = seeded(11)
    const rounds = 25
    for (const version of [
      { failing: 0.01, milliseconds: 20 },
      { failing: 0.015, milliseconds: 25, cold: 20 },
    ]) {
      const back = Array.from({ length: rounds }, () => released(random, version)).filter(Boolean)
      expect(back.length / rounds).toBeLessThan(0.05)
    }
  })

  it('send back what is bad as soon as that is sure, and say how sure', () => {
    const random = seeded(12)
    const broken = released(random, { failing: 0.3, milliseconds: 20 })
    expect(broken).toMatchObject({ n: 100, because: expect.stringMatching(/failed: .* %, surely .* %, at most 2 %$/) })
    const slow = released(random, { failing: 0.01, milliseconds: 150 })
    expect(slow?.n).toBeLessThan(400)
    expect(slow?.because).toMatch(/^too slow: p95 .* times the .* before, surely .*, at most 2 times$/)
  })
})
