/** Where search looks: a project, and the ids that begin as the words do. */
export interface Scope {
  projectId: string
  range: { from: string; to: string } | null
}
