import { runId } from '#services/tracking/fields.ts'

/** A run's id as the platform writes it, where an address has it as MLflow's clients do. */
export const readRun = (part: string): string => runId.safeParse(part).data ?? part
