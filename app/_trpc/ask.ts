import { z } from 'zod'
import { Fault, type FaultData } from '#pipeline/fault.ts'
import { authorize } from '#services/access/authorize.ts'
import type { Context } from '#services/context.ts'
import { readEnvironment } from '#services/environment.ts'
import { parse } from '#services/parse.ts'
import { lend } from '#services/tokens/lend.ts'

export interface Prediction {
  id: string
  prediction: string | number
  probabilities?: Record<string, number>
}

export interface Asked {
  predictions: Prediction[]
  endpoint: string
  model: string
  version: number
  warnings?: { row: number; column: string; message: string }[]
  /** From this process and back. */
  milliseconds: number
}

const askInput = z.object({ endpoint: z.string(), rows: z.array(z.record(z.string(), z.unknown())) })

/** Asks an endpoint as any program would: over the protocols server, so that people see what programs see. */
export async function ask(ctx: Context, input: z.input<typeof askInput>): Promise<Asked> {
  authorize(ctx, 'prediction', 'record')
  const { endpoint, rows } = parse(askInput, input)
  const { apiUrl } = readEnvironment()
  if (!apiUrl) throw new Fault('UNAVAILABLE', 'the address of the protocols server is not set: ESPALIER_API_URL')
  const token = await lentToken(ctx)
  const start = performance.now()
  const answer = await fetch(new URL(`/predict/${encodeURIComponent(endpoint)}`, apiUrl), {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ rows }),
    signal: AbortSignal.timeout(30_000),
  }).catch((cause: unknown) => {
    throw new Fault('UNAVAILABLE', 'the protocols server does not answer', { hint: 'try again', cause })
  })
  const body: unknown = await answer.json()
  if (!answer.ok) throw faultOf(body as Partial<FaultData> & { error?: string })
  return { ...(body as Omit<Asked, 'milliseconds'>), milliseconds: performance.now() - start }
}

const faultOf = ({ error, message, code = 'INTERNAL', at, hint }: Partial<FaultData> & { error?: string }): Fault =>
  Fault.fromJSON({ code, message: error ?? message ?? 'no answer', ...(at && { at }), ...(hint && { hint }) })

const lentTokens = new Map<string, { token: string; expiresAt: Date }>()

async function lentToken(ctx: Context): Promise<string> {
  const { userId, projectId } = ctx.actor
  const key = `${userId} ${projectId}`
  const known = lentTokens.get(key)
  if (known && known.expiresAt.getTime() - Date.now() > 60_000) return known.token
  const fresh = await lend(ctx)
  lentTokens.set(key, fresh)
  return fresh.token
}
