import { Fault } from '#pipeline/fault.ts'
import type { Client } from '../client.ts'
import type { Session } from '../session.ts'
import { textTable } from '../text-table.ts'

type Graph = Awaited<ReturnType<Client['lineage']['graph']['query']>>
type Impact = Awaited<ReturnType<Client['lineage']['impact']['query']>>
type Foundation = Awaited<ReturnType<Client['lineage']['restsOn']['query']>>[number]

export async function lineage({ client, result }: Session, of: string, { column }: { column?: string }): Promise<void> {
  const graph = await client.lineage.graph.query({ of })
  const [first] = graph.nodes.filter(({ id }) => graph.of.includes(id))
  if (column !== undefined && first?.kind !== 'file')
    throw new Fault('INVALID_INPUT', `not a file: ${of}`, { hint: 'columns are columns of files' })
  const version = /@\d+$/.test(of) && first?.version ? { version: first.version } : {}
  const impact =
    first?.kind === 'file'
      ? await client.lineage.impact.query({ file: first.name, ...version, ...(column !== undefined && { column }) })
      : null
  const restsOn = first ? await foundations(client, first) : null
  result({ ...graph, impact, restsOn }, text(graph, impact, restsOn))
}

async function foundations(
  client: Client,
  { kind, name, version }: Graph['nodes'][number],
): Promise<Foundation[] | null> {
  if (kind === 'endpoint') return await client.lineage.restsOn.query({ endpoint: name })
  if (kind === 'version' && version) return await client.lineage.restsOn.query({ model: name, number: version })
  return null
}

const text = (graph: Graph, impact: Impact | null, restsOn: Foundation[] | null): string =>
  [
    ...graph.of,
    ...section('came from', ways(graph, 'up')),
    ...section('came to', ways(graph, 'down')),
    ...(restsOn ?? []).flatMap(foundationText),
    ...(impact ? impactText(impact) : []),
    ...(graph.cut ? ['there is more'] : []),
  ].join('\n')

const section = (title: string, lines: string[]) => (lines.length ? ['', title, ...lines] : [])

/** Everything in one direction, further in the further away; what was shown is not shown again. */
function ways({ of, edges, nodes }: Graph, direction: 'up' | 'down'): string[] {
  const seen = new Set(of)
  const from = (id: string, depth: number): string[] =>
    edges.flatMap((edge) => {
      const [near, far] = direction === 'down' ? [edge.from, edge.to] : [edge.to, edge.from]
      if (near !== id || seen.has(far)) return []
      seen.add(far)
      const node = nodes.find((one) => one.id === far)
      const notes = [node?.kind === 'run' ? node.name : '', node?.note, node?.removed ? 'removed' : ''].filter(Boolean)
      return [`${'  '.repeat(depth)}${far}${notes.length ? `  ${notes.join(', ')}` : ''}`, ...from(far, depth + 1)]
    })
  return of.flatMap((id) => from(id, 1))
}

function foundationText({ model, number, origin, lineage: from, columns }: Foundation): string[] {
  if (!columns) return ['', ...knownOf(`${model} ${number}`, origin)]
  const rows = columns.inputs.map(({ name, role, from: sources }) => [
    name,
    role,
    sources.map(({ file, version, column }) => `${file}@${version ?? '?'} ${column}`).join(', ') || '–',
  ])
  return [
    '',
    `${model} ${number}, ${from ? `${from.pipeline.slug} revision ${from.revision}` : 'its run was deleted'}${columns.exact ? '' : ' (may rest on)'}`,
    textTable(['column', 'role', 'comes from'], rows),
  ]
}

/** What is known where no step tells of its columns. */
function knownOf(version: string, { run, files, datasets, whyNoRun }: Foundation['origin']): string[] {
  if (!run) return [`${version}: ${whyNoRun}`]
  const made =
    run.kind === 'pipeline' ? `${run.slug} revision ${run.revision}` : `run ${run.name} of ${run.experiment.name}`
  const data = [
    ...files.map(({ name, version: number }) => `${name}@${number ?? '?'}`),
    ...datasets.map(({ name, digest }) => `${name}@${digest}`),
  ]
  return [
    `${version}, ${made}`,
    data.length ? `rests on ${data.join(', ')}; by which columns is not known` : 'its run logged no data',
  ]
}

function impactText({ versions, untouched, cut }: Impact): string[] {
  const rows = versions.map(({ model, number, newest, endpoints, how, inputs }) => [
    `${model} ${number}`,
    endpoints.map(({ name, mode }) => `${name} (${mode})`).join(', ') || (newest ? 'newest' : ''),
    how ?? '',
    inputs.join(', '),
  ])
  return [
    '',
    versions.length ? 'to train again if it is wrong, the most urgent first' : 'no model has to be trained again',
    ...(versions.length ? [textTable(['version', 'answers', 'enters', 'as'], rows)] : []),
    ...(untouched ? [`${untouched} versions read the file but not this column`] : []),
    ...(cut ? ['there are more versions'] : []),
  ]
}
