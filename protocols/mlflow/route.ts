import type { Context } from '#services/context.ts'
import type { Field } from './fields.ts'

export interface Route {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** After `…/2.0/mlflow/`. */
  path: string
  /** Bytes of the largest body, where MLflow has a limit of its own. */
  largest?: number
  answer(ctx: Context, request: unknown): Promise<unknown>
}

type Options<T> = Omit<Route, 'answer'> & { read: Field<T>; answer(ctx: Context, request: T): Promise<unknown> }

/** An answer that is JSON already. */
export class Written {
  constructor(readonly json: string) {}
}

/** A route that reads its request before it answers. */
export const route = <T>({ read, answer, ...rest }: Options<T>): Route => ({
  ...rest,
  answer: async (ctx, request) => (await answer(ctx, read(request, ''))) ?? {},
})
