import { readEnvironment } from '#services/environment.ts'
import { current } from '#services/projects/current.ts'

/** With the address of the protocols server, for programs that know only that of the pages. */
export const currentProject = async (ctx: Parameters<typeof current>[0]) => ({
  ...(await current(ctx)),
  apiUrl: readEnvironment().apiUrl ?? '',
})
