import { betterAuth } from 'better-auth'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import type { Resources } from '#services/context.ts'
import { readEnvironment } from '#services/environment.ts'
import { resources } from '../_trpc/resources.ts'
import { signInByLink } from './sign-in-by-link.ts'

function make(opened: Resources) {
  const { url = 'http://localhost:3000', secret } = readEnvironment()
  const port = new URL(url).port
  return betterAuth({
    baseURL: url,
    secret,
    trustedOrigins: [url, `http://localhost:${port}`, `http://127.0.0.1:${port}`],
    database: drizzleAdapter(opened.db, {
      provider: 'pg',
      usePlural: true,
      schema: opened.db._.fullSchema,
      transaction: true,
    }),
    /** People are invited by a link; nobody lets themselves in. */
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10 },
    session: { expiresIn: 30 * 24 * 60 * 60, cookieCache: { enabled: false } },
    advanced: { cookiePrefix: 'espalier', defaultCookieAttributes: { sameSite: 'lax' } },
    telemetry: { enabled: false },
    plugins: [signInByLink(opened)],
  })
}

type Auth = ReturnType<typeof make>
const once = globalThis as { espalierAuth?: Auth }

export async function auth(): Promise<Auth> {
  const opened = await resources()
  once.espalierAuth ??= make(opened)
  return once.espalierAuth
}
