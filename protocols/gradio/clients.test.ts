import { Client } from '@gradio/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Context } from '#services/context.ts'
import { share } from '#services/demos/share.ts'
import { type TestServer, testServer } from '../testing.ts'
import { driven, weightsDemo } from './testing.ts'

let server: TestServer
let ctx: Context
let token: string
let address: string
beforeAll(async () => {
  server = await testServer()
  ;({ ctx, token, address } = await weightsDemo(server, 'gradio-weights'))
})
afterAll(() => server.close())

const connect = (given = token, more = {}) =>
  Client.connect(address, { token: given as `hf_${string}`, record_history: false, ...more } as never)

interface Label {
  label: string
  confidences: { label: string; confidence: number }[]
}

describe('the JavaScript client', () => {
  it('learns what may be asked', async () => {
    const client = await connect()
    const { named_endpoints } = await client.view_api()
    expect(Object.keys(named_endpoints)).toEqual(['/predict', '/predict_batch'])
    const { parameters, returns } = named_endpoints['/predict'] as unknown as Record<string, Record<string, unknown>[]>
    expect(parameters?.map(({ parameter_name, component, type }) => [parameter_name, component, type])).toEqual([
      ['mass', 'Number', 'number'],
      ['island', 'Dropdown', 'string'],
    ])
    expect(returns).toMatchObject([{ label: 'weight', component: 'Label' }])
    client.close()
  })

  it('is answered by position and by name, one row and many', async () => {
    const client = await connect()
    const [answer] = (await client.predict('/predict', [4000, 'Biscoe'])).data as [Label]
    expect(answer.label).toBe('heavy')
    expect(answer.confidences.reduce((sum, one) => sum + one.confidence, 0)).toBeCloseTo(1, 5)
    const named = (await client.predict('/predict', { island: 'Dream', mass: 10 })).data as [Label]
    expect(named[0].label).toBe('light')
    const rows = {
      headers: ['mass', 'island'],
      data: [
        [4000, 'Biscoe'],
        [10, 'Dream'],
      ],
      metadata: null,
    }
    const [{ data, headers }] = (await client.predict('/predict_batch', [rows])).data as [
      { headers: string[]; data: unknown[][] },
    ]
    expect(headers).toEqual(['prediction', 'heavy (probability)', 'light (probability)'])
    expect(data.map(([prediction]) => prediction)).toEqual(['heavy', 'light'])
    client.close()
  })

  it('is told how it goes, what is doubtful, and what is wrong', async () => {
    const client = await connect(token, { events: ['status', 'data', 'log'] })
    const seen: string[] = []
    for await (const event of client.submit('/predict', [99_999, 'Biscoe'])) {
      const { stage, log } = event as { stage?: string; log?: string }
      seen.push(event.type === 'status' ? `${stage}` : event.type === 'log' ? `${log}` : event.type)
      if (stage === 'complete') break
    }
    expect(seen).toContain('outside of what was seen in training (0 to 5000): mass = 99999')
    expect(seen.slice(-2)).toEqual(['data', 'complete'])
    await expect(client.predict('/predict', ['much', 'Biscoe'])).rejects.toMatchObject({
      code: 'validation_error',
      message: expect.stringContaining('a string where the model wants a number: mass'),
    })
    client.close()
  })

  it('is let in by a link, and by nothing else', async () => {
    const link = await share(ctx, { name: 'gradio-weights' })
    const client = await connect(link.token)
    expect(((await client.predict('/predict', [4000, 'Biscoe'])).data as [Label])[0].label).toBe('heavy')
    client.close()
    const signedIn = await Client.connect(address, { auth: ['link', link.token] })
    expect(((await signedIn.predict('/predict', [4000, 'Biscoe'])).data as [Label])[0].label).toBe('heavy')
    signedIn.close()
    await expect(Client.connect(address)).rejects.toThrow(/no token/)
    await expect(connect('esd_wrong')).rejects.toThrow()
    const { token: stranger } = await server.project()
    await expect(connect(stranger)).rejects.toThrow()
  })
})

describe('the Python client', () => {
  it('connects, is answered, is told what is wrong', { timeout: 90_000 }, async () => {
    const { token: link } = await share(ctx, { name: 'gradio-weights' })
    const told = (await driven('drive.py', { url: address, token, link })) as Record<string, unknown>
    expect(told).toMatchObject({
      nobody: 'AuthenticationError',
      api: { '/predict': ['mass', 'island'], '/predict_batch': ['rows'] },
      answer: { label: 'heavy' },
      rows: {
        data: [
          ['heavy', expect.any(Number), expect.any(Number)],
          ['light', expect.any(Number), expect.any(Number)],
        ],
      },
      wrong: expect.stringMatching(/^ValidationError: [\s\S]*- mass: a string where the model wants a number: mass/),
      unknown: expect.stringContaining('weight'),
      jobs: 20,
      far: 'heavy',
      link: expect.any(String),
      login: told.link,
      'no login': expect.stringMatching(/^AuthenticationError/),
    })
  })
})
