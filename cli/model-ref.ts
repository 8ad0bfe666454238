import { Fault } from '#pipeline/fault.ts'
import type { Client } from './client.ts'

export type Model = Awaited<ReturnType<Client['models']['get']['query']>>
export type Version = Model['versions'][number]

/** `penguins@3` or `penguins@champion`; a name alone is its newest version. Faults: NOT_FOUND with those there are. */
export async function versionOf(client: Client, named: string): Promise<{ model: Model; version: Version }> {
  const at = named.lastIndexOf('@')
  const [name, which] = at > 0 ? [named.slice(0, at), named.slice(at + 1)] : [named, undefined]
  const model = await client.models.get.query({ name })
  const version = found(model, which)
  if (version) return { model, version }
  const numbers = model.versions.slice(0, 20).map(({ number }) => number)
  const aliases = model.aliases.map(({ alias }) => alias)
  throw new Fault('NOT_FOUND', `no such version: ${named}`, {
    hint: numbers.length ? `there are: ${[...numbers, ...aliases].join(', ')}` : 'it has none yet',
  })
}

function found({ versions, aliases }: Model, which: string | undefined): Version | undefined {
  if (which === undefined) return versions[0]
  const number = /^\d+$/.test(which) ? Number(which) : aliases.find(({ alias }) => alias === which)?.number
  return versions.find((version) => version.number === number)
}

export const refOf = ({ model, version }: { model: Model; version: Version }) => ({
  name: model.name,
  number: version.number,
})
