import type { BetterAuthPlugin } from 'better-auth'
import { createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { z } from 'zod'
import { Fault } from '#pipeline/fault.ts'
import { useSignInLink } from '#services/auth/use-sign-in-link.ts'
import type { Resources } from '#services/context.ts'

/** Opens a session for who holds a one-time link. The link is ours; session and cookie are better-auth's own. */
export const signInByLink = (resources: Resources) =>
  ({
    id: 'sign-in-by-link',
    endpoints: {
      signInByLink: createAuthEndpoint(
        '/sign-in/by-link',
        { method: 'POST', body: z.object({ token: z.string() }) },
        async (ctx) => {
          const { userId } = await useSignInLink(resources, { token: ctx.body.token })
          const user = await ctx.context.internalAdapter.findUserById(userId)
          if (!user) throw new Fault('NOT_FOUND', 'no such user')
          const session = await ctx.context.internalAdapter.createSession(userId)
          await setSessionCookie(ctx, { session, user })
          return ctx.json({ userId })
        },
      ),
    },
  }) satisfies BetterAuthPlugin
