import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { Fault } from '#pipeline/fault.ts'
import type { Context } from '#services/context.ts'
import { contextOf } from '../_trpc/context.ts'
import { isOwnHost } from '../_trpc/own-host.ts'
import { refuseForged } from '../_trpc/request-guard.ts'
import { faultResponse } from './fault-response.ts'
import { whole } from './files/whole.ts'

/** Lets bytes in that stream through; `take` answers what became of them. */
export async function upload(
  request: Request,
  hint: string,
  take: (ctx: Context, source: Readable) => Promise<unknown>,
): Promise<Response> {
  try {
    if (!isOwnHost(request.headers.get('host'))) throw new Fault('FORBIDDEN', 'not a name of this platform')
    refuseForged(request, 'application/octet-stream')
    if (!request.body) throw new Fault('INVALID_INPUT', 'no bytes', { hint })
    const ctx = await contextOf(request.headers)
    const source = whole(Readable.fromWeb(request.body as ReadableStream), request.headers.get('content-length'))
    return Response.json(await take(ctx, source), { status: 201 })
  } catch (thrown) {
    return faultResponse(thrown)
  }
}
