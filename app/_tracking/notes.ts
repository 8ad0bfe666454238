import { isProgramTag } from '#pipeline/program-tag.ts'

interface Described {
  description: string | null
  tags: readonly { key: string; value: string }[]
}

/** Where MLflow's own pages and clients keep what people wrote. */
export const noteTag = 'mlflow.note.content'

/** What people wrote: here, or with MLflow. */
export const notesOf = ({ description, tags }: Described): string =>
  description ?? tags.find(({ key }) => key === noteTag)?.value ?? ''

/** Tags that people gave; those of programs are in the way. */
export const shownTags = <T extends { key: string }>(tags: readonly T[]): T[] =>
  tags.filter(({ key }) => !isProgramTag(key))
