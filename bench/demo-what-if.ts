import { readFile, writeFile } from 'node:fs/promises'
import { InferenceSession, Tensor } from 'onnxruntime-node'

/** No peer gives contributions while a slider moves: bare ONNX Runtime answering the row alone is the floor. */
const [home, name, out] = process.argv.slice(2)
if (!home || !name)
  throw new Error(
    'node --import tsx bench/demo-what-if.ts HOME DEMO [OUT.json]: a platform that runs, and a demo of it',
  )

interface Opened {
  inputs: { name: string; type: string; range?: [number, number]; categories?: { value: string }[]; usual: unknown }[]
}
const platform = JSON.parse(await readFile(`${home}/server.json`, 'utf8')) as { url: string; token: string }
const ask = async <T>(verb: string, body: object): Promise<T> => {
  const answer = await fetch(`${platform.url}/api/demos/${name}/${verb}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${platform.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${verb}: ${await answer.text()}`)
  return (await answer.json()) as T
}

interface WhatIf {
  answer: { prediction: string | number; probabilities?: Record<string, number> }
  why: {
    method: string
    through: string
    background: number
    base: number[]
    value: number[]
    features: { contributions: number[] }[]
  }
}

const { inputs } = await ask<Opened>('open', {})
const varied = (round: number): Record<string, unknown> =>
  Object.fromEntries(
    inputs.map(({ name, type, range, categories, usual }, place) => {
      const share = ((round * 37 + place * 61) % 101) / 100
      if (range) {
        const value = range[0] + (range[1] - range[0]) * share
        return [name, type === 'integer' ? Math.round(value) : value]
      }
      return [name, categories?.[Math.floor(share * (categories.length - 0.01))]?.value ?? usual]
    }),
  )
const quantile = (sorted: readonly number[], share: number) => sorted[Math.floor(sorted.length * share)] ?? 0
const told = (samples: number[]) => {
  const sorted = samples.toSorted((a, b) => a - b)
  return { median: quantile(sorted, 0.5), p95: quantile(sorted, 0.95), most: sorted.at(-1) ?? 0 }
}

async function timed(care: 'quick' | 'thorough', rounds: number) {
  const samples: number[] = []
  let how = ''
  for (let round = -20; round < rounds; round += 1) {
    const row = varied(round + 1000)
    const start = performance.now()
    const { answer, why } = await ask<WhatIf>('what-if', { row, care })
    if (round >= 0) samples.push(performance.now() - start)
    how = `${why.method} through ${why.through}, ${why.background} rows`
    const sum = why.features.reduce((total, { contributions }) => total + (contributions[0] ?? 0), why.base[0] ?? 0)
    if (Math.abs(sum - (why.value[0] ?? 0)) > 1e-6)
      throw new Error(`contributions do not add up: ${JSON.stringify(answer)}`)
  }
  return { care, how, ...told(samples), samples }
}

async function bare(path: string, rounds: number) {
  const session = await InferenceSession.create(path, { intraOpNumThreads: 1, interOpNumThreads: 1 })
  const samples: number[] = []
  for (let round = -20; round < rounds; round += 1) {
    const row = varied(round + 1000)
    const start = performance.now()
    const feeds = session.inputNames.map((column): [string, Tensor] => {
      const value = row[column]
      if (value === undefined) throw new Error(`choose a demo that hides no input: ${column}`)
      return typeof value === 'string'
        ? [column, new Tensor('string', [value], [1, 1])]
        : [column, new Tensor('float64', Float64Array.of(Number(value)), [1, 1])]
    })
    await session.run(Object.fromEntries(feeds))
    if (round >= 0) samples.push(performance.now() - start)
  }
  return { ...told(samples), samples }
}

const model = process.env.MODEL
const results = {
  demo: name,
  versions: { node: process.version },
  whatIf: [await timed('quick', 300), await timed('thorough', 100)],
  bare: model ? await bare(model, 300) : 'SKIPPED: MODEL names no ONNX file',
}
const line = ({ median, p95, most }: { median: number; p95: number; most: number }) =>
  `median ${median.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, most ${most.toFixed(1)} ms`
for (const one of results.whatIf) console.log(`${one.care} over HTTP, with contributions (${one.how}): ${line(one)}`)
console.log(`bare ONNX Runtime, the row alone: ${typeof results.bare === 'string' ? results.bare : line(results.bare)}`)
if (out) await writeFile(out, JSON.stringify(results, null, 2))
