import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { parse } from '../../parse.ts'
import { asked, searchOf } from '../search/asked.ts'
import { runScope, runsAmong } from './among.ts'
import { findPage } from './find-page.ts'
import { runOrder, runSubject } from './subject.ts'

export const searchInput = asked({ usual: 1000, most: 50_000 }).extend(runScope.shape)

/** Which runs a search finds, before anything is read of them. Faults: INVALID_INPUT for what cannot be read. */
export async function findIds(
  ctx: Context,
  input: z.input<typeof searchInput>,
): Promise<{ ids: string[]; next: string | undefined }> {
  const question = parse(searchInput, input)
  const wanted = searchOf(runSubject, runOrder, question)
  const among = await runsAmong(ctx, question)
  if (!among) return { ids: [], next: undefined }
  const { rows, next } = wanted.page(await findPage(ctx, wanted, among))
  return { ids: rows.map(({ id }) => id), next }
}

/** Without those that are gone meanwhile. */
export function inOrder<Row extends { id: string }>(ids: readonly string[], rows: readonly Row[]): Row[] {
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}
