import type { Actor } from '../../context.ts'

/** Whom an answer belongs to. By a link all visits of it are one, because each replica may have begun its own. */
export const askerOf = ({ userId, visit }: Actor): string => (visit?.share ? `share:${visit.share}` : userId)
