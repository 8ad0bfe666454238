import { comparedText } from '../compared-text.ts'
import { type ExitCode, exitCodes } from '../failure.ts'
import { refOf, type Version, versionOf } from '../model-ref.ts'
import type { Session } from '../session.ts'
import { textTable } from '../text-table.ts'

export async function modelList({ client, result }: Session): Promise<void> {
  const models = await client.models.list.query()
  const rows = models.map(({ name, newest, aliases }) => [
    name,
    newest.number,
    aliases.map(({ alias, number }) => `@${alias} ${number}`).join(', '),
    newest.task ?? 'files only',
    newest.target ?? '',
  ])
  result(models, textTable(['model', 'version', 'aliases', 'task', 'target'], rows))
}

/** All versions of a model, or one of them with its card. */
export async function modelShow({ client, result }: Session, named: string): Promise<void> {
  if (!named.includes('@')) {
    const model = await client.models.get.query({ name: named })
    const rows = model.versions.map((version) => [
      version.number,
      version.aliases.map((alias) => `@${alias}`).join(' '),
      stateOf(version),
      originOf(version),
      version.createdAt.toISOString().slice(0, 10),
      version.createdBy,
    ])
    const head = [model.name, ...(model.description ? [model.description] : [])].join('\n')
    return result(model, `${head}\n${textTable(['version', 'aliases', 'state', 'from', 'on', 'by'], rows)}`)
  }
  const found = await versionOf(client, named)
  const ref = refOf(found)
  const [details, card] = await Promise.all([
    found.version.form === 'onnx' ? client.models.getVersion.query(ref) : null,
    client.models.card.query(ref),
  ])
  const notes = [stateOf(found.version), found.version.aliases.map((alias) => `@${alias}`).join(' ')].filter(Boolean)
  const cardText = card.text.replaceAll(/<!-- .*? -->\n?/g, '')
  result({ ...found.version, model: ref.name, details, card }, [...notes, '', cardText].join('\n'))
}

/** Versions side by side, what differs first. */
export async function modelCompare({ client, result }: Session, named: string[]): Promise<void> {
  const versions = await Promise.all(named.map(async (one) => refOf(await versionOf(client, one))))
  const compared = await client.models.compare.query({ versions })
  const heads = compared.versions.map(({ model, number }) => `${model}@${number}`)
  const { metrics, params, data, signature, facts } = compared
  result(compared, comparedText(heads, { figures: metrics, settings: params, data, signature, facts }))
}

interface PromoteOptions {
  to: string
  reason?: string
  archiveOthers?: boolean
}

const stages = ['None', 'Staging', 'Production', 'Archived'] as const

/** To a stage, or by an alias: `--to @champion`. */
export async function modelPromote(session: Session, named: string, options: PromoteOptions): Promise<ExitCode> {
  const { to, reason, archiveOthers } = options
  if (to.startsWith('@')) return await modelAlias(session, named, to.slice(1), { ...(reason && { reason }) })
  const { client, result } = session
  const stage = stages.find((one) => one.toLowerCase() === to.toLowerCase()) ?? (to as (typeof stages)[number])
  const ref = refOf(await versionOf(client, named))
  const moved = await client.models.moveStage.mutate({ ...ref, stage, others: archiveOthers ? 'archive' : 'keep' })
  result(moved, `${ref.name} version ${ref.number}: ${moved.stage}`)
  return exitCodes.done
}

/** Moves an alias to a version, or takes it away; a protected one is asked for, which is not done. */
export async function modelAlias(
  { client, result }: Session,
  named: string,
  alias: string,
  { reason, remove }: { reason?: string; remove?: boolean },
): Promise<ExitCode> {
  const why = reason ? { reason } : {}
  const ref = remove ? { name: named, number: null } : refOf(await versionOf(client, named))
  const move =
    ref.number === null
      ? await client.models.removeAlias.mutate({ name: ref.name, alias, ...why })
      : await client.models.setAlias.mutate({ name: ref.name, number: ref.number, alias, ...why })
  const document = { ...ref, alias, ...move }
  if (move.outcome === 'requested') {
    const how = `somebody else decides: espalier model approve ${move.request}`
    result(document, `${alias} is protected: request ${move.request} waits\n  ${how}`)
    return exitCodes.failed
  }
  const where = ref.number === null ? 'leads nowhere now' : `leads to version ${ref.number} of ${ref.name}`
  result(document, `${alias} ${move.outcome === 'unchanged' && ref.number !== null ? 'already ' : ''}${where}`)
  return exitCodes.done
}

const stateOf = ({ form, stage, archivedAt, sunset, asked }: Version): string =>
  [
    ...(form === 'files' ? ['files only'] : []),
    ...(stage === 'None' ? [] : [stage]),
    ...(archivedAt ? ['archived'] : []),
    ...(sunset ? [`answers until ${sunset.at.toISOString().slice(0, 10)}`] : []),
    ...asked.map(({ alias, request }) => `@${alias} asked for (${request})`),
  ].join(', ')

function originOf({ origin, source }: Version): string {
  if (!origin) return source ?? ''
  return origin.kind === 'pipeline' ? `${origin.slug}, revision ${origin.revision}` : `run ${origin.name}`
}
