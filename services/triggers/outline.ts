import { z } from 'zod'
import type { Parameter } from '#pipeline/spec.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { findOffered, type OfferedPipeline } from './offered.ts'

export const outlineInput = z.object({ pipeline: z.string() })

export interface OutlinedPipeline {
  pipeline: string
  name: string
  parameters: { name: string; type: 'string' | 'number' | 'boolean'; standard: Parameter }[]
  /** OpenAPI 3.1. */
  openapi: Record<string, unknown>
}

/** How a pipeline that is offered as an endpoint is called. Faults: NOT_FOUND. */
export async function outline(ctx: Context, input: z.input<typeof outlineInput>): Promise<OutlinedPipeline> {
  authorize(ctx, 'trigger', 'read')
  const { pipeline } = parse(outlineInput, input)
  const offered = await findOffered(ctx.db, ctx.actor.projectId, pipeline)
  const parameters = Object.entries(offered.parameters).map(([name, standard]) => ({
    ...{ name, standard },
    type: typeof standard as 'string' | 'number' | 'boolean',
  }))
  return { pipeline, name: offered.name, parameters, openapi: openapiOf(offered) }
}

function openapiOf({ slug, name, parameters }: OfferedPipeline): Record<string, unknown> {
  const properties = Object.fromEntries(
    Object.entries(parameters).map(([param, standard]) => [param, { type: typeof standard, default: standard }]),
  )
  const answer = (description: string) => ({
    description,
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Run' } } },
  })
  const fault = (description: string) => ({
    description,
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Fault' } } },
  })
  const text = { type: 'string' }
  return {
    openapi: '3.1.0',
    info: { title: name, version: '1' },
    security: [{ token: [] }],
    paths: {
      [`/pipelines/${slug}/runs`]: {
        post: {
          operationId: 'startRun',
          parameters: [
            { name: 'Idempotency-Key', in: 'header', schema: { ...text, maxLength: 255 } },
            { name: 'wait', in: 'query', schema: { type: 'integer', minimum: 0, maximum: 60 } },
          ],
          requestBody: {
            content: { 'application/json': { schema: { type: 'object', properties, additionalProperties: false } } },
          },
          responses: {
            200: answer('the run has ended'),
            201: answer('the run is made'),
            202: answer('the run is about to be made'),
            400: fault('a parameter is wrong'),
            409: fault('the key came before with other parameters, or the endpoint is paused'),
          },
        },
      },
      [`/pipelines/${slug}/runs/{run}`]: {
        get: {
          operationId: 'getRun',
          parameters: [{ name: 'run', in: 'path', required: true, schema: text }],
          responses: { 200: answer('how it stands'), 404: fault('no such run') },
        },
      },
    },
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: {
        Run: {
          type: 'object',
          required: ['run', 'url', 'status'],
          properties: {
            ...{ run: text, url: text, fault: { type: ['object', 'null'] } },
            status: { enum: ['waiting', 'queued', 'running', 'done', 'failed', 'cancelled'] },
          },
        },
        Fault: { type: 'object', required: ['error', 'code'], properties: { error: text, code: text, hint: text } },
      },
    },
  }
}
