import { z } from 'zod'
import { parameter } from '#pipeline/spec.ts'
import { pipelineRef } from '../pipelines/find.ts'
import { always, placeholders, unknownIn } from './fill-in.ts'
import { watch } from './watch.ts'

const day = 86_400

/** What can be said of a trigger, and changed. */
export const settings = z.object({
  name: z.string().trim().min(1).max(120),
  watch,
  /** Whose runs are waited for, or whose values are read: of a metric and of a finished pipeline. */
  watched: pipelineRef.optional(),
  /** By name of a pipeline parameter, or `node.param`; texts may hold placeholders. */
  overrides: z.record(z.string(), parameter).default({}),
  cooldownSeconds: z
    .number()
    .int()
    .min(0)
    .max(30 * day)
    .default(0),
})
export type Settings = z.output<typeof settings>

interface Wrong {
  param: string
  message: string
}

/** What does not go together; each kind of trigger knows other placeholders. */
export function wrongIn({ watch: { kind }, watched, overrides, cooldownSeconds }: Settings): Wrong | undefined {
  for (const [name, value] of Object.entries(overrides))
    for (const whole of unknownIn(kind, String(value))) {
      const known = [...placeholders[kind], ...always].join(', ')
      return { param: `overrides.${name}`, message: `unknown placeholder: ${whole}; there are ${known}` }
    }
  const watches = kind === 'metric' || kind === 'pipeline'
  if (watches && !watched) return { param: 'watched', message: 'which pipeline is watched is missing' }
  if (!watches && watched) return { param: 'watched', message: `this kind of trigger watches no pipeline: ${kind}` }
  if (cooldownSeconds > 0 && (kind === 'folder' || kind === 'query' || kind === 'api'))
    return { param: 'cooldownSeconds', message: 'what arrived would be lost in a cool-down; it is for events' }
  return undefined
}
