/** What Temporal may run: the entry of the workflow bundle. */
export { fireSchedule } from './fire-schedule.ts'
export { leadRelease } from './lead-release.ts'
export { runPipeline } from './run-pipeline.ts'
export { fireTrigger } from './triggers/fire-trigger.ts'
export { lookForTrigger } from './triggers/look-for-trigger.ts'
