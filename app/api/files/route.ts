import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { Fault } from '#pipeline/fault.ts'
import { add } from '#services/files/add.ts'
import { contextOf } from '../../_trpc/context.ts'
import { refuseForged } from '../../_trpc/request-guard.ts'
import { faultResponse } from '../fault-response.ts'

/** The bytes of one table, as they are; never held in memory. Answers the file's row as JSON. */
export async function PUT(request: Request): Promise<Response> {
  try {
    refuseForged(request, 'application/octet-stream')
    const name = new URL(request.url).searchParams.get('name')
    if (!name || !request.body)
      throw new Fault('INVALID_INPUT', `${name ? 'no bytes' : 'no name'}`, {
        hint: 'PUT the bytes of a file to /api/files?name=NAME',
      })
    const ctx = await contextOf(request.headers)
    const source = Readable.fromWeb(request.body as ReadableStream)
    return Response.json(await add(ctx, { name, source }), { status: 201 })
  } catch (thrown) {
    return faultResponse(thrown)
  }
}
