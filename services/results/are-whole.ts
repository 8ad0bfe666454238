import type { Queryable } from '#db/client.ts'
import type { PortValue } from '#pipeline/ports/index.ts'
import { artifactsOf } from '../artifacts/artifacts-of.ts'
import { visible } from '../artifacts/visible.ts'
import type { Resources } from '../context.ts'

/** For each set of outputs, whether every artifact it names is the project's and still in the store. */
export async function areWhole(
  { store }: Pick<Resources, 'store'>,
  q: Queryable,
  projectId: string,
  results: readonly Record<string, PortValue>[],
): Promise<boolean[]> {
  const named = results.map((outputs) =>
    Object.values(outputs)
      .flatMap(artifactsOf)
      .map(({ sha256 }) => sha256),
  )
  const there = await visible(q, projectId, named.flat())
  await Promise.all([...there].map((sha256) => store.size(sha256).catch(() => there.delete(sha256))))
  return named.map((sha256s) => sha256s.every((sha256) => there.has(sha256)))
}
