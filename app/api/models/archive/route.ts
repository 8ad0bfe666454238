import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { Fault } from '#pipeline/fault.ts'
import { restore } from '#services/models/bundle/restore.ts'
import { writeBundle } from '#services/models/bundle/write.ts'
import { contextOf } from '../../../_trpc/context.ts'
import { isOwnHost } from '../../../_trpc/own-host.ts'
import { refuseForged } from '../../../_trpc/request-guard.ts'
import { faultResponse } from '../../fault-response.ts'
import { whole } from '../../files/whole.ts'

/** One version as one file, streamed: `?name=penguins&number=3`. */
export async function GET(request: Request): Promise<Response> {
  try {
    demandOwnHost(request)
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
export async function PUT(request: Request): Promise<Response> {
  try {
    demandOwnHost(request)
    refuseForged(request, 'application/octet-stream')
    if (!request.body) throw new Fault('INVALID_INPUT', 'no bytes', { hint: 'PUT the bytes of an archive' })
    const as = new URL(request.url).searchParams.get('as')
    const ctx = await contextOf(request.headers)
    const source = whole(Readable.fromWeb(request.body as ReadableStream), request.headers.get('content-length'))
    return Response.json(await restore(ctx, { source, ...(as && { as }) }), { status: 201 })
  } catch (thrown) {
    return faultResponse(thrown)
  }
}

function demandOwnHost(request: Request): void {
  if (!isOwnHost(request.headers.get('host'))) throw new Fault('FORBIDDEN', 'not a name of this platform')
}
