import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { Fault } from '#pipeline/fault.ts'
import { readJson } from '#pipeline/read-json.ts'
import type { Context } from '#services/context.ts'
import { answer } from '#services/demos/answer.ts'
import { batch } from '#services/demos/batch.ts'
import { batchColumns } from '#services/demos/batch-columns.ts'
import { beginVisit } from '#services/demos/begin-visit.ts'
import { card } from '#services/demos/card.ts'
import { curves } from '#services/demos/curves.ts'
import { flip } from '#services/demos/flip.ts'
import { history } from '#services/demos/history.ts'
import { label } from '#services/demos/label.ts'
import { open } from '#services/demos/open.ts'
import { predict } from '#services/demos/predict.ts'
import { regions } from '#services/demos/regions.ts'
import { whatIf } from '#services/demos/what-if.ts'
import { contextOfDemo } from '../../../../_demos/context-of-demo.ts'
import { visitCookie } from '../../../../_demos/visit.ts'
import { isOwnHost } from '../../../../_trpc/own-host.ts'
import { refuseForged } from '../../../../_trpc/request-guard.ts'
import { resources } from '../../../../_trpc/resources.ts'
import { faultResponse } from '../../../fault-response.ts'

type Verb = (ctx: Context, input: never) => Promise<unknown>

/** A lean way to the verbs of one demo, for its page and for programs; who may use each, the verb itself asks. */
const verbs = new Map<string, Verb>(
  Object.entries({ answer, card, curves, flip, history, label, open, predict, regions, 'what-if': whatIf }),
)
const streamed = new Map<string, Verb>(Object.entries({ batch, 'batch-columns': batchColumns }))

/** A picture of 20 MB in base64, and a little. */
const mostJson = 30 * 2 ** 20

interface Place {
  params: Promise<{ name: string; verb: string }>
}

export async function POST(request: Request, { params }: Place): Promise<Response> {
  const { name, verb } = await params
  try {
    if (!isOwnHost(request.headers.get('host'))) throw new Fault('FORBIDDEN', 'not a name of this platform')
    const stream = streamed.get(verb)
    if (stream) return await take(request, name, stream)
    refuseForged(request, 'application/json')
    if (verb === 'visit') return await visit(request, name)
    const known = verbs.get(verb)
    if (!known) throw new Fault('NOT_FOUND', `a demo can do no such thing: ${verb}`)
    const ctx = await contextOfDemo(request.headers, name)
    const given = await jsonOf(request)
    if (request.signal.aborted) throw new Fault('CANCELLED', 'nobody waits for this any more')
    return Response.json((await known(ctx, { ...given, name } as never)) ?? null)
  } catch (thrown) {
    return faultResponse(thrown)
  }
}

async function jsonOf(request: Request): Promise<Record<string, unknown>> {
  if (Number(request.headers.get('content-length') ?? 0) > mostJson)
    throw new Fault('LIMIT', 'the body is too large', { hint: 'send fewer rows, or smaller pictures' })
  const body = readJson((await request.text()) || '{}')
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new Fault('INVALID_INPUT', 'not an object with the names and values of parameters')
  return body as Record<string, unknown>
}

async function take(request: Request, name: string, verb: Verb): Promise<Response> {
  refuseForged(request, 'application/octet-stream')
  if (!request.body) throw new Fault('INVALID_INPUT', 'no bytes', { hint: 'send the bytes of a CSV file' })
  const ctx = await contextOfDemo(request.headers, name)
  const { searchParams } = new URL(request.url)
  const version = searchParams.get('version')
  const columns = searchParams.get('columns')
  const source = Readable.fromWeb(request.body as ReadableStream)
  const how = { ...(version && { version: Number(version) }), ...(columns && { columns: readJson(columns) }) }
  return Response.json(await verb(ctx, { name, source, ...how } as never))
}

/** Begins a visit; the cookie spares a visitor who comes back another use of the link. */
async function visit(request: Request, name: string): Promise<Response> {
  const { token, id } = await jsonOf(request)
  const foretold = typeof id === 'string' ? { id } : {}
  const begun = await beginVisit(await resources(), { name, token: String(token), ...foretold })
  const secure = new URL(process.env.ESPALIER_URL ?? request.url).protocol === 'https:' ? '; Secure' : ''
  const cookie = `${visitCookie(name)}=${begun.visit}; Path=/; HttpOnly; SameSite=Lax; Expires=${begun.expiresAt.toUTCString()}${secure}`
  return Response.json(begun, { headers: { 'set-cookie': cookie } })
}
