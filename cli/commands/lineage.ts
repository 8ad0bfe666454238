import type { Client } from '../client.ts'
import type { Session } from '../session.ts'
import { textTable } from '../text-table.ts'

type Graph = Awaited<ReturnType<Client['lineage']['graph']['query']>>
type Impact = Awaited<ReturnType<Client['lineage']['impact']['query']>>
type Foundation = Awaited<ReturnType<Client['lineage']['restsOn']['query']>>[number]

interface Options {
  column?: string
  /** Every neighbour, and versions no longer in use. */
  all?: true
}

export async function lineage({ client, result }: Session, of: string, { column, all }: Options): Promise<void> {
  const everything = all ? { fan: 1000, limit: 5000, removed: 'shown' as const } : {}
  const graph = await client.lineage.graph.query({ of, ...everything, ...(column !== undefined && { column }) })
  const [first] = graph.nodes.filter(({ id }) => graph.of.includes(id))
  const data = first && dataOf(first, of)
  const impact = data ? await client.lineage.impact.query({ ...data, ...(column !== undefined && { column }) }) : null
  const restsOn = first ? await foundations(client, first) : null
  result({ ...graph, impact, restsOn }, text(graph, { impact, restsOn, column }))
}

/** What impact is asked of: a file named without a version is all of its versions. */
function dataOf({ kind, name, version, note }: Graph['nodes'][number], of: string) {
  if (kind === 'file') return { file: name, ...(/@\d+$/.test(of) && version && { version }) }
  return kind === 'dataset' ? { dataset: name, ...(note && { digest: note }) } : null
}

async function foundations(
  client: Client,
  { kind, name, version }: Graph['nodes'][number],
): Promise<Foundation[] | null> {
  if (kind === 'endpoint') return await client.lineage.restsOn.query({ endpoint: name })
  if (kind === 'version' && version) return await client.lineage.restsOn.query({ model: name, number: version })
  return null
}

interface Answers {
  impact: Impact | null
  restsOn: Foundation[] | null
  column: string | undefined
}

const text = (graph: Graph, { impact, restsOn, column }: Answers): string =>
  [
    ...graph.of,
    ...(column === undefined ? [] : [`only the ways to what rests on ${column}`]),
    ...section('came from', ways(graph, 'up')),
    ...section('came to', ways(graph, 'down')),
    ...(restsOn ?? []).flatMap(foundationText),
    ...(impact ? impactText(impact) : []),
    ...(graph.more.length || graph.cut ? ['', 'there is more than is shown: --all shows it'] : []),
  ].join('\n')

const section = (title: string, lines: string[]) => (lines.length ? ['', title, ...lines] : [])

/** Everything in one direction, further in the further away; what was shown is not shown again. */
function ways({ of, edges, nodes, more }: Graph, direction: 'up' | 'down'): string[] {
  const seen = new Set(of)
  const from = (id: string, depth: number): string[] => [
    ...edges.flatMap((edge) => {
      const [near, far] = direction === 'down' ? [edge.from, edge.to] : [edge.to, edge.from]
      if (near !== id || seen.has(far)) return []
      seen.add(far)
      const node = nodes.find((one) => one.id === far)
      const note = node && noteOf(node)
      const notes = [node?.kind === 'run' ? node.name : '', note, node?.removed ? 'removed' : ''].filter(Boolean)
      return [`${'  '.repeat(depth)}${far}${notes.length ? `  ${notes.join(', ')}` : ''}`, ...from(far, depth + 1)]
    }),
    ...more
      .filter((one) => one.id === id && one.direction === direction)
      .map((one) => `${'  '.repeat(depth)}${leftOut(one)}`),
  ]
  return of.flatMap((id) => from(id, 1))
}

function noteOf({ kind, note }: Graph['nodes'][number]): string | null {
  if (kind === 'file') return note && `${note} rows`
  return note === 'None' ? null : note
}

const leftOut = ({ inUse, removed }: Graph['more'][number]) =>
  ['and', [inUse && `${inUse} more`, removed && `${removed} removed`].filter(Boolean).join(' and ')].join(' ')

function foundationText({ model, number, origin, lineage: from, rows: told, columns, byName }: Foundation): string[] {
  if (told) return ['', `${model} ${number}, imported; ${told.name}@${told.version} told what its columns hold`]
  if (!columns) return ['', ...knownOf(`${model} ${number}`, origin), ...sameNames(byName)]
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

const sameNames = (byName: Foundation['byName']) =>
  byName.length ? [`inputs that have the name of one of its columns: ${byName.map(({ name }) => name).join(', ')}`] : []

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
    ...(untouched ? [`${untouched} versions came of it but rest on nothing of this column`] : []),
    ...(cut ? ['there are more versions'] : []),
  ]
}
