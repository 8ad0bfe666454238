import type { Plan } from '#pipeline/compile.ts'

/** Every file that a plan reads, with the step and its parameter. */
export const filesOf = ({ steps }: Plan) =>
  steps.flatMap(({ node, files }) =>
    Object.entries(files).map(([param, { name, version = null, sha256 }]) => ({ node, param, name, version, sha256 })),
  )
