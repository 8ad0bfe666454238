import { z } from 'zod'
import { type ChannelTarget, severities } from '#db/schema.ts'

const secret = z.string().trim().min(1, 'name a secret that an operator has set up')

export const target = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('email'),
    to: z.array(z.email()).min(1, 'name somebody').max(50),
    /** Name of the secret that holds another mail server's address. */
    server: secret.optional(),
  }),
  z.object({ type: z.literal('webhook'), url: z.url({ protocol: /^https?$/ }), secret }),
  z.object({ type: z.literal('slack'), secret }),
]) satisfies z.ZodType<ChannelTarget>

/** All that somebody may say about a channel. */
export const settings = z.object({
  name: z.string().trim().min(1).max(80),
  target,
  from: z.enum(severities).default('warning'),
  /** Null: all. */
  kinds: z.array(z.string().min(1)).min(1).nullable().default(null),
  quietMinutes: z.number().int().min(0).max(1440).default(15),
})
