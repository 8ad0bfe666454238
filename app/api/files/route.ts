import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { Fault } from '#pipeline/fault.ts'
import { add } from '#services/files/add.ts'
import { contextOf } from '../../_trpc/context.ts'
import { isOwnHost } from '../../_trpc/own-host.ts'
import { refuseForged } from '../../_trpc/request-guard.ts'
import { faultResponse } from '../fault-response.ts'
import { whole } from './whole.ts'

/** The bytes of one table, as they are; never held in memory. Answers the file's row as JSON. */
export async function PUT(request: Request): Promise<Response> {
  try {
    if (!isOwnHost(request.headers.get('host'))) throw new Fault('FORBIDDEN', 'not a name of this platform')
    refuseForged(request, 'application/octet-stream')
    const name = new URL(request.url).searchParams.get('name')
    if (!name || !request.body)
      throw new Fault('INVALID_INPUT', `${name ? 'no bytes' : 'no name'}`, {
        hint: 'PUT the bytes of a file to /api/files?name=NAME',
      })
    const ctx = await contextOf(request.headers)
    const source = whole(Readable.fromWeb(request.body as ReadableStream), request.headers.get('content-length'))
    return Response.json(await add(ctx, { name, source }), { status: 201 })
  } catch (thrown) {
    return faultResponse(thrown)
  }
}
