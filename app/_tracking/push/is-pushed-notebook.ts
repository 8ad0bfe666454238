import type { Run } from '../run/run.ts'

/** Whether there is a notebook to show. */
export const isPushedNotebook = ({ kind, tags }: Run): boolean =>
  kind === 'notebook' && tags.some(({ key }) => key === 'espalier.push')
