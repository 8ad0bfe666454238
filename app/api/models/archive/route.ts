import { Readable } from 'node:stream'
import { Fault } from '#pipeline/fault.ts'
import { restore } from '#services/models/bundle/restore.ts'
import { writeBundle } from '#services/models/bundle/write.ts'
import { contextOf } from '../../../_trpc/context.ts'
import { isOwnHost } from '../../../_trpc/own-host.ts'
import { faultResponse } from '../../fault-response.ts'
import { upload } from '../../upload.ts'

/** One version as one file, streamed: `?name=penguins&number=3`. */
export async function GET(request: Request): Promise<Response> {
  try {
    if (!isOwnHost(request.headers.get('host'))) throw new Fault('FORBIDDEN', 'not a name of this platform')
    const { searchParams } = new URL(request.url)
    const project = searchParams.get('project') ?? undefined
    const ctx = await contextOf(request.headers, project)
    const number = Number(searchParams.get('number'))
    const { name, bytes } = await writeBundle(ctx, { name: searchParams.get('name') ?? '', number })
    return new Response(Readable.toWeb(bytes) as unknown as BodyInit, {
      headers: {
        'content-type': 'application/x-tar',
        'content-disposition': `attachment; filename="${name}"`,
        'x-content-type-options': 'nosniff',
      },
    })
  } catch (thrown) {
    return faultResponse(thrown)
  }
}

/** The bytes of such a file, which come back as the version that they were; `?as=NAME` names another model. */
export const PUT = (request: Request): Promise<Response> => {
  const as = new URL(request.url).searchParams.get('as')
  return upload(request, 'PUT the bytes of an archive', (ctx, source) => restore(ctx, { source, ...(as && { as }) }))
}
