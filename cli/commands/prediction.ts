import type { Client } from '../client.ts'
import type { Session } from '../session.ts'
import { textTable } from '../text-table.ts'

type Explained = Awaited<ReturnType<Client['predictions']['explain']['query']>>

export async function predictionExplain(
  { client, platform, result }: Session,
  id: string,
  { seed, budget }: { seed: number; budget: number },
): Promise<void> {
  const found = await client.predictions.explain.query({ id, seed, budget })
  const link = `${platform.url}/default/predictions/${id}`
  result({ ...found, url: link }, [...origin(found), '', ...added(found), '', link].join('\n'))
}

function origin({
  at,
  endpoint,
  route,
  version,
  origin: from,
  lineage,
  output,
  again,
  environment,
  missing,
}: Explained): string[] {
  const line = (name: string, value: string | false | null | undefined) => (value ? [`${name.padEnd(12)}${value}`] : [])
  const packages = Object.keys(environment?.packages ?? {}).length
  return [
    ...line('answer', `${output.prediction}, ${at.toISOString()}`),
    ...line('again', again && sameness(again)),
    ...line(
      'endpoint',
      `${endpoint.name}${route ? `, route ${route.number}` : ''}${endpoint.removed ? ' (removed)' : ''}`,
    ),
    ...line('version', version && `${version.model} ${version.number}${version.removed ? ' (removed)' : ''}`),
    ...line('bytes', version?.artifact),
    ...line(
      'run',
      from?.run &&
        `${from.run.run}${from.run.kind === 'run' ? `, ${from.run.name} of ${from.run.experiment.name}` : ''}`,
    ),
    ...line('pipeline', lineage && `${lineage.pipeline.slug}, revision ${lineage.revision}`),
    ...(lineage?.files ?? []).flatMap((file) => line('file', `${file.name}@${file.version ?? '?'} ${file.sha256}`)),
    ...(from?.datasets ?? []).flatMap(({ name, digest }) => line('data', `${name}@${digest}`)),
    ...line('environment', environment && `Python ${environment.python}, ${packages} packages`),
    ...missing.flatMap(({ what, why }) => line('missing', `${what}: ${why}`)),
  ]
}

const sameness = ({ equal, maxDifference }: NonNullable<Explained['again']>) =>
  equal ? 'equal, bit for bit' : maxDifference === null ? 'another answer' : `differs by at most ${maxDifference}`

/** What each feature added to the answer that was given, the strongest first. */
function added({ contributions, output, row }: Explained): string[] {
  if (!contributions) return []
  const chosen = Math.max(0, contributions.outputs.indexOf(String(output.prediction)))
  const of = (numbers: number[]) => numbers[chosen] ?? 0
  const features = contributions.features.toSorted(
    (a, b) => Math.abs(of(b.contributions)) - Math.abs(of(a.contributions)),
  )
  const value = (name: string) => JSON.stringify(row?.find(({ input }) => input.name === name)?.value ?? null)
  const rows = features.map(({ name, contributions: given, errors }) => [
    name,
    value(name),
    signed(of(given)),
    ...(contributions.method === 'sampled' ? [`± ${of(errors).toPrecision(2)}`] : []),
  ])
  const scale = contributions.scale === 'log-odds' ? 'the log-odds ' : ''
  return [
    `what adds up to ${scale}${of(contributions.value).toPrecision(6)} for ${contributions.outputs[chosen]}, from ${of(contributions.base).toPrecision(6)} on average`,
    textTable(['feature', 'value', 'added', ...(contributions.method === 'sampled' ? ['error'] : [])], rows),
  ]
}

const signed = (value: number) => `${value < 0 ? '' : '+'}${value.toPrecision(4)}`
