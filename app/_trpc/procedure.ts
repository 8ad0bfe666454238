import { initTRPC } from '@trpc/server'
import superjson from 'superjson'
import { z } from 'zod'
import type { Context } from '#services/context.ts'
import { parse } from '#services/parse.ts'
import { shownFault, trpcError } from './trpc-fault.ts'

/** What a request brings; who asks is found out once, when the first procedure of a batch wants to know. */
export interface RequestContext {
  context: (project?: string) => Promise<Context>
}

const t = initTRPC.context<RequestContext>().create({
  transformer: superjson,
  isDev: false,
  errorFormatter: ({ shape, error }) => {
    const fault = shownFault(error)
    return { ...shape, message: fault.message, data: { ...shape.data, fault } }
  },
  sse: { ping: { enabled: true, intervalMs: 15_000 }, client: { reconnectAfterInactivityMs: 40_000 } },
})

export const { router, createCallerFactory } = t

const procedure = t.procedure.use(async ({ ctx, next }) => {
  const result = await ctx
    .context()
    .then((context) => next({ ctx: context }))
    .catch((thrown) => {
      throw trpcError(thrown)
    })
  if (!result.ok) throw trpcError(result.error.cause ?? result.error)
  return result
})

type Verb<I, O> = (ctx: Context, input: I) => Promise<O>

/** The verb parses what it is given; here its type is all that is needed: nothing for a verb that takes nothing. */
const inputOf =
  <I>() =>
  (value: unknown) =>
    value as unknown extends I ? undefined : I

/** A verb that takes nothing is given nothing. */
const given = <I>(verb: (ctx: Context, input: I, ...more: never[]) => unknown, input: I | undefined): I =>
  verb.length > 1 ? (input as I) : (parse(nothing, input) as I)

const nothing = z.object({}).optional()

/** A procedure that asks: a verb of `services/` and nothing else. */
export const query = <I, O>(verb: Verb<I, O>) =>
  procedure.input(inputOf<I>()).query(({ ctx, input }) => verb(ctx, given(verb, input)))

/** A procedure that changes something: a verb of `services/` and nothing else. */
export const mutation = <I, O>(verb: Verb<I, O>) =>
  procedure.input(inputOf<I>()).mutation(({ ctx, input }) => verb(ctx, given(verb, input)))

type Watch<I, O> = (ctx: Context, input: I, signal: AbortSignal) => AsyncGenerator<O, void, void>

/** A procedure that goes on telling. */
export const subscription = <I, O>(watch: Watch<I, O>) =>
  procedure.input(inputOf<I>()).subscription(async function* ({ ctx, input, signal }) {
    try {
      yield* watch(ctx, input as I, signal ?? new AbortController().signal)
    } catch (thrown) {
      throw trpcError(thrown)
    }
  })
