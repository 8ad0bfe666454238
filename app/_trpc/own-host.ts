/**
 * Whether a request was sent to a name of ours. Against DNS rebinding: a page elsewhere whose name points here sends its
 * own name as Host.
 */
export function isOwnHost(host: string | null): boolean {
  const own = new URL(process.env.ESPALIER_URL ?? `http://localhost:${process.env.PORT ?? 3000}`)
  const suffix = own.port ? `:${own.port}` : ''
  return host === own.host || ['localhost', '127.0.0.1', '[::1]'].some((name) => host === name + suffix)
}
