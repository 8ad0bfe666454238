import { and, eq, isNull } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { pipelines, triggers } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { otherName } from '#pipeline/nearest.ts'
import type { Parameter } from '#pipeline/spec.ts'
import { findRevision } from '../pipelines/find.ts'
import type { TriggerRow } from './find.ts'

export interface OfferedPipeline {
  trigger: TriggerRow
  slug: string
  name: string
  /** By name, with what each is when it is not given; its type is the type of that. */
  parameters: Record<string, Parameter>
}

/** A pipeline that is offered as an endpoint. Faults: NOT_FOUND. */
export async function findOffered(q: Queryable, projectId: string, pipeline: string): Promise<OfferedPipeline> {
  const [row] = await q
    .select({ trigger: triggers })
    .from(triggers)
    .innerJoin(pipelines, eq(pipelines.id, triggers.pipelineId))
    .where(
      and(
        ...[eq(triggers.projectId, projectId), eq(pipelines.slug, pipeline), isNull(pipelines.deletedAt)],
        ...[eq(triggers.kind, 'api'), isNull(triggers.deletedAt)],
      ),
    )
  if (!row)
    throw new Fault('NOT_FOUND', `no such endpoint: ${pipeline}`, {
      hint: 'offer the pipeline by a trigger: espalier trigger create PIPELINE NAME --api',
    })
  const { slug, name, spec } = await findRevision(q, projectId, { id: row.trigger.pipelineId })
  return { trigger: row.trigger, slug, name, parameters: spec.parameters }
}

/** What a caller gave, if it is what the pipeline declares. Faults: INVALID_INPUT at the parameter. */
export function demandParameters(
  declared: Record<string, Parameter>,
  given: Record<string, unknown>,
): Record<string, Parameter> {
  return Object.fromEntries(
    Object.entries(given).map(([param, value]) => {
      const standard = Object.hasOwn(declared, param) ? declared[param] : undefined
      if (standard === undefined)
        throw new Fault('INVALID_INPUT', `the pipeline has no such parameter: ${param}`, {
          at: { param },
          hint: otherName(param, Object.keys(declared)),
        })
      const isFit = typeof value === typeof standard && (typeof value !== 'number' || Number.isFinite(value))
      if (!isFit)
        throw new Fault('INVALID_INPUT', `must be ${typeNames[typeof standard]}: ${param}`, {
          at: { param },
          hint: `it was ${value === null ? 'null' : Array.isArray(value) ? 'a list' : (typeNames[typeof value] ?? 'an object')}`,
        })
      return [param, asOverride(value as Parameter)]
    }),
  )
}

/** A text stays the text it is, also where it would read as a number. */
export function asOverride(value: Parameter): Parameter {
  if (typeof value !== 'string') return value
  try {
    JSON.parse(value)
    return JSON.stringify(value)
  } catch {
    return value
  }
}

export const typeNames: Record<string, string> = { string: 'a text', number: 'a number', boolean: 'true or false' }
