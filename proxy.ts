import { type NextRequest, NextResponse } from 'next/server'
import { framesOf } from '#services/demos/frames-of.ts'
import { isOwnHost } from './app/_trpc/own-host.ts'
import { resources } from './app/_trpc/resources.ts'

/** Gives every page a Content-Security-Policy with its own nonce, and answers only to hosts that are ours. */
export async function proxy(request: NextRequest) {
  if (!isOwnHost(request.headers.get('host')))
    return new NextResponse('Unknown host. Set ESPALIER_URL to the address of this platform.\n', { status: 421 })

  const nonce = btoa(crypto.randomUUID())
  const policy = contentSecurityPolicy(nonce, await frameAncestors(request))
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  headers.set('x-address', request.nextUrl.pathname + request.nextUrl.search)
  headers.set('content-security-policy', policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  return response
}

/** A demo may stand in the pages that its link names, and nothing else anywhere. */
async function frameAncestors({ nextUrl }: NextRequest): Promise<string> {
  const name = /^\/demos\/([a-z0-9-]+)\/embed$/.exec(nextUrl.pathname)?.[1]
  const token = nextUrl.searchParams.get('key')
  const origins = name && token ? await framesOf(await resources(), { name, token }) : []
  return origins.length > 0 ? origins.join(' ') : "'none'"
}

function contentSecurityPolicy(nonce: string, ancestors: string): string {
  const development = process.env.NODE_ENV === 'development' ? " 'unsafe-eval'" : ''
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${ancestors}`,
  ].join('; ')
}

/**
 * Not before uploads: Next keeps what passes here in memory and cuts it off at 10 MB. Nor before stored files, whose policy is
 * stricter. They look at the host themselves.
 */
export const config = { matcher: '/((?!_next/static|favicon.ico|api/files|api/artifacts|api/demos).*)' }
