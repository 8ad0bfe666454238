import { type NextRequest, NextResponse } from 'next/server'
import { isOwnHost } from './app/_trpc/own-host.ts'

/** Gives every page a Content-Security-Policy with its own nonce, and answers only to hosts that are ours. */
export function proxy(request: NextRequest) {
  if (!isOwnHost(request.headers.get('host')))
    return new NextResponse('Unknown host. Set ESPALIER_URL to the address of this platform.\n', { status: 421 })

  const nonce = btoa(crypto.randomUUID())
  const policy = contentSecurityPolicy(nonce)
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  headers.set('x-address', request.nextUrl.pathname + request.nextUrl.search)
  headers.set('content-security-policy', policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  return response
}

function contentSecurityPolicy(nonce: string): string {
  const development = process.env.NODE_ENV === 'development' ? " 'unsafe-eval'" : ''
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/**
 * Not before uploads: Next keeps what passes here in memory and cuts it off at 10 MB. Nor before stored files, whose policy is
 * stricter. They look at the host themselves.
 */
export const config = { matcher: '/((?!_next/static|favicon.ico|api/files|api/artifacts|api/demos).*)' }
