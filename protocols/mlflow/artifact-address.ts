import type { FastifyRequest } from 'fastify'
import { Fault } from '#pipeline/fault.ts'

/** Without the slashes that a client may leave at its ends. */
export const trimmed = (path: string): string => path.replace(/^\/+|\/+$/g, '')

/** The path at the end of an address. A slash or NUL in disguise is refused before anybody has decoded it. */
export function pathOf({ params, url }: FastifyRequest): string {
  if (/%(2f|5c|00)/i.test(url.split('?')[0] ?? '')) throw new Fault('INVALID_INPUT', 'Invalid path')
  return (params as { '*'?: string })['*'] ?? ''
}

interface Address {
  apiUrl: string | undefined
  /** What was asked for, and what shall stand in its place: `mpu/create`, `mpu/part`. */
  verb: string
  to: string
  path: string
  query?: Record<string, string>
}

/** Another address beside the one that was called, for a client that goes there by itself, and what it must send along. */
export function addressIn(request: FastifyRequest, { apiUrl, verb, to, path, query = {} }: Address) {
  const [own = ''] = request.url.split('?')
  const base = own.slice(0, own.indexOf(`/mlflow-artifacts/${verb}`))
  const names = path.split('/').map(encodeURIComponent).join('/')
  const { authorization = '', 'x-espalier-project': project } = request.headers
  const asked = new URLSearchParams(query).toString()
  return {
    url: `${origin(request, apiUrl)}${base}/mlflow-artifacts/${to}/${names}${asked && `?${asked}`}`,
    headers: { authorization, ...(typeof project === 'string' && { 'x-espalier-project': project }) },
  }
}

/** Whoever came by the public address stays on it: only it says whether that is https. */
const origin = ({ protocol, host }: FastifyRequest, apiUrl: string | undefined) =>
  apiUrl && new URL(apiUrl).host === host ? apiUrl.replace(/\/+$/, '') : `${protocol}://${host}`
