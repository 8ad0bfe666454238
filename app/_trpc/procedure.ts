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

/** Whatever its input is. */
type Verb = (ctx: Context, input: never) => Promise<unknown>

/** Of a verb that takes nothing: nothing. */
type InputOf<V extends Verb> = Parameters<V> extends [] | [unknown] ? undefined : Parameters<V>[1]

/**
 * JavaScript counts no parameter that has a default value: such a verb would be taken for one that takes nothing, and get
 * nothing. Types cannot tell it from one whose input may be left out, so both are refused.
 */
type Refused<V extends Verb> = 1 extends Parameters<V>['length']
  ? 2 extends Parameters<V>['length']
    ? [never, 'a verb demands its input: defaults stand in what parses it']
    : []
  : []

/** The verb parses what it is given; here its type is all that is needed. */
const inputOf =
  <I>() =>
  (value: unknown) =>
    value as I

/** A verb that takes nothing is given nothing. */
const answered = <V extends Verb>(verb: V, ctx: Context, input: unknown) =>
  verb(ctx, (verb.length > 1 ? input : parse(nothing, input)) as never) as Promise<Awaited<ReturnType<V>>>

const nothing = z.object({}).optional()

/** A procedure that asks: a verb of `services/` and nothing else. */
export const query = <V extends Verb>(verb: V, ..._: Refused<V>) =>
  procedure.input(inputOf<InputOf<V>>()).query(({ ctx, input }) => answered(verb, ctx, input))

/** A procedure that changes something: a verb of `services/` and nothing else. */
export const mutation = <V extends Verb>(verb: V, ..._: Refused<V>) =>
  procedure.input(inputOf<InputOf<V>>()).mutation(({ ctx, input }) => answered(verb, ctx, input))

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
