import { alarmsOf } from '#pipeline/ports/watch.ts'

/** By kind, the figure that a report of monitoring has unless there was nothing to look at. */
const signs = {
  drift: 'drift.share',
  quality: 'quality.faulty',
  performance: 'performance.coverage',
  concept: 'concept.error',
  operational: 'operational.failed',
} as const
const kinds = Object.keys(signs) as (keyof typeof signs)[]

/** Whether the report that tells this figure is there, but had nothing to look at; a figure may stand behind the name of its node. */
export const isOfNothing = (name: string, values: Readonly<Record<string, number>>): boolean =>
  kinds.some((kind) => {
    const at = `.${name}`.indexOf(`.${kind}.`)
    if (at < 0) return false
    const node = name.slice(0, at)
    return Object.hasOwn(values, node + alarmsOf(kind)) && !Object.hasOwn(values, node + signs[kind])
  })
