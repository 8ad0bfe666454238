import type { Outputs } from '../../../_trpc/outputs.ts'

type Trigger = Outputs['triggers']['get']

/** Something that might arrive, with every field that the parameters name. */
export function samplePayload({ kind, overrides, watch, watched }: Trigger): Record<string, unknown> {
  const event = { pipeline: watched?.slug ?? 'a-pipeline', run: '00000000-0000-4000-8000-000000000000' }
  switch (kind) {
    case 'webhook':
      return { id: 'sample', body: fieldsNamed(overrides, 'body') }
    case 'folder':
      return {
        file: watch.kind === 'folder' ? watch.as : '',
        ...{ file_name: 'sample.csv', path: 'sample.csv', size: 0 },
      }
    case 'query':
      return { file: watch.kind === 'query' ? watch.as : '', rows: { from: '', to: '', count: 0 } }
    case 'metric':
      return { event, value: fieldsNamed(overrides, 'value') }
    case 'model':
      return { event: { model: 'a-model', version: 1, alias: 'champion', from: 0 } }
    case 'pipeline':
      return { event: { ...event, status: 'done' } }
    case 'api':
      return { parameters: {} }
  }
}

const fieldsNamed = (overrides: Trigger['overrides'], root: string): Record<string, string> =>
  Object.fromEntries(
    Object.values(overrides)
      .flatMap((value) => [...String(value).matchAll(/\{\{\s*([^{}]*?)\s*\}\}/g)].map(([, name = '']) => name))
      .filter((name) => name.startsWith(`${root}.`))
      .map((name) => [name.slice(root.length + 1), 'sample']),
  )
