import { detailsOf, type Edit } from '#pipeline/edit.ts'
import type { Spec } from '#pipeline/spec.ts'

type Details = ReturnType<typeof detailsOf>

/** Another name or description of the pipeline. */
export function changeDetails(spec: Spec, change: { [K in keyof Details]?: Details[K] | undefined }): Edit {
  const before = detailsOf(spec)
  const label = 'name' in change ? 'rename the pipeline' : 'describe the pipeline'
  return { label, details: [before, { ...before, ...change } as Details] }
}
