import { serve, t } from './testing.ts'

const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, second))

const begun = {
  ...{ id: 'r1', endpoint: 'penguins', from: { model: 'penguins', number: 1 }, to: { model: 'penguins', number: 2 } },
  ...{ state: 'leading', step: 0, reason: null, stages: [{ mode: 'canary', share: 0.05 }], now: null },
  events: [{ at: at(0), kind: 'started', by: 'Ada', reason: null }],
}

const why = 'too many requests failed: 12 %, at most 2 %'

/** How a release ends, as the platform tells of it. */
const endings = {
  promoted: { state: 'promoted', step: 1, reason: '100 requests, and every gate holds' },
  'rolled-back': { state: 'rolled-back', reason: why },
} as const

const alert = {
  ...{ id: 'a1', key: 'release:e1', severity: 'warning', state: 'open', count: 2, lastAt: at(1) },
  ...{ title: 'a release was rolled back: penguins', acknowledgedBy: 'Ada' },
}

/** A platform on the wire with a release that ends as told once it is listened to, and an alert; what it was told is kept. */
export async function standInReleases(ending: keyof typeof endings) {
  const asked: [string, unknown][] = []
  let release: object = begun
  const told = <T>(name: string, answer: T) =>
    t.procedure
      .input((input) => input)
      .mutation(({ input }) => {
        asked.push([name, input])
        return answer
      })
  const shown = <T>(answer: () => T) => t.procedure.input((input) => input).query(answer)
  const router = t.router({
    models: t.router({
      get: shown(() => ({ name: 'penguins', aliases: [], versions: [{ number: 2 }, { number: 1 }] })),
    }),
    releases: t.router({ get: shown(() => release), start: told('start', 'r1'), reject: told('reject', undefined) }),
    events: t.router({
      watch: t.procedure.subscription(async function* () {
        yield { topic: 'everything' }
        release = { ...begun, ...endings[ending] }
        yield { topic: 'release' }
      }),
    }),
    alerts: t.router({
      list: shown(() => [alert, { ...alert, id: 'a0', state: 'settled' }]),
      get: shown(() => alert),
      acknowledge: told('acknowledge', undefined),
      silence: told('silence', { until: at(60) }),
    }),
  })
  const { url, close } = await serve(router)
  return { asked, close, env: { ESPALIER_URL: url, ESPALIER_TOKEN: 'esp_test' } }
}
