import type { SQL } from 'drizzle-orm'
import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { parse } from '../../parse.ts'
import { asked, searchOf } from '../search/asked.ts'
import { runScope, runsAmong } from './among.ts'
import { findPage } from './find-page.ts'
import { runOrder, runSubject } from './subject.ts'

export const searchInput = asked({ usual: 1000, most: 50_000 }).extend(runScope.shape)

/** A page of a search, with what `read` tells of its runs. Faults: INVALID_INPUT for what cannot be read. */
export async function searchPage<Row extends { id: string; place: (string | null)[] }>(
  ctx: Context,
  input: z.input<typeof searchInput>,
  read: (page: SQL) => Promise<Row[]>,
): Promise<{ runs: Omit<Row, 'place'>[]; next: string | undefined }> {
  const question = parse(searchInput, input)
  const wanted = searchOf(runSubject, runOrder, question)
  const among = await runsAmong(ctx, question)
  if (!among) return { runs: [], next: undefined }
  const { rows, next } = wanted.page(await findPage(wanted, among, read))
  return { runs: rows, next }
}
