import { createReadStream } from 'node:fs'
import { basename, extname } from 'node:path'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { Fault } from '#pipeline/fault.ts'
import { open } from '#services/tracking/artifacts/open.ts'
import { contextOf } from '../../_trpc/context.ts'
import { isOwnHost } from '../../_trpc/own-host.ts'
import { faultResponse } from '../fault-response.ts'

/** Pictures without scripts, which a browser may show as they are. All else is only ever a download. */
const shown: Record<string, string> = {
  '.gif': 'image/gif',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.png': 'image/png',
  '.webp': 'image/webp',
}

/** A stored file by its name. Nothing in it can act for who looks at it: no scripts, no guessing of types, no frames. */
export async function GET(request: Request): Promise<Response> {
  try {
    if (!isOwnHost(request.headers.get('host'))) throw new Fault('FORBIDDEN', 'not a name of this platform')
    const { searchParams } = new URL(request.url)
    const ctx = await contextOf(request.headers, searchParams.get('project') ?? undefined)
    const path = searchParams.get('path') ?? ''
    const found = await open(ctx, { path })
    const kind = extname(path).toLowerCase()
    const picture = searchParams.has('download') ? undefined : shown[kind]
    // An image element shows an SVG without running what is in it, whatever else the answer says.
    const type = picture ?? (kind === '.svg' ? 'image/svg+xml' : 'application/octet-stream')
    const name = encodeURIComponent(basename(path)).replaceAll("'", '%27')
    return new Response(Readable.toWeb(createReadStream(found.path)) as ReadableStream & BodyInit, {
      headers: {
        'content-type': type,
        'content-length': String(found.size),
        'content-disposition': `${picture ? 'inline' : 'attachment'}; filename*=UTF-8''${name}`,
        'content-security-policy': "sandbox; default-src 'none'",
        'x-content-type-options': 'nosniff',
        'cross-origin-resource-policy': 'same-origin',
        'cache-control': 'private, no-cache',
      },
    })
  } catch (thrown) {
    return faultResponse(thrown)
  }
}
