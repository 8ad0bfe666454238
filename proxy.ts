import { type NextRequest, NextResponse } from 'next/server'

/** Gives every page a Content-Security-Policy with its own nonce, and answers only to hosts that are ours. */
export function proxy(request: NextRequest) {
  if (!hosts().has(request.headers.get('host') ?? ''))
    return new NextResponse('Unknown host. Set ESPALIER_URL to the address of this platform.\n', { status: 421 })

  const nonce = btoa(crypto.randomUUID())
  const policy = contentSecurityPolicy(nonce)
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  headers.set('content-security-policy', policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  return response
}

/** Against DNS rebinding: a page elsewhere whose name points here sends its own name as Host. */
function hosts(): Set<string> {
  const { host, port } = new URL(process.env.ESPALIER_URL ?? `http://localhost:${process.env.PORT ?? 3000}`)
  const suffix = port ? `:${port}` : ''
  return new Set([host, ...['localhost', '127.0.0.1', '[::1]'].map((name) => name + suffix)])
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

export const config = { matcher: '/((?!_next/static|favicon.ico).*)' }
