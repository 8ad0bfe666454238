import { type SQL, sql } from 'drizzle-orm'
import { datasetInputs, experiments, latestMetrics, runParams, runTags, trackedRuns } from '#db/schema.ts'
import type { Attribute, Subject } from '../search/subject.ts'

const run = trackedRuns
/** Looked up rather than joined: hardly anybody asks for it, and each table more is more to plan. */
const ofExperiment = (column: SQL) => sql`(select ${column} from ${experiments} e where e.id = ${run.experimentId})`
const startTime: Attribute = { type: 'bigint', value: sql`${run.startedAt}` }
const runName: Attribute = { type: 'text', value: sql`${run.name}` }

/** Runs, for the search language. */
export const runSubject: Subject = {
  sorted: 'by joining',
  attributes: {
    run_id: { type: 'uuid', value: sql`${run.id}` },
    run_name: runName,
    'run name': runName,
    'Run name': runName,
    'Run Name': runName,
    status: { type: 'text', value: sql`upper(${run.status})`, lowerCase: sql`${run.status}` },
    kind: { type: 'text', value: sql`${run.kind}` },
    user_id: { type: 'text', value: sql`${run.userName}` },
    start_time: startTime,
    created: startTime,
    Created: startTime,
    end_time: { type: 'bigint', value: sql`${run.endedAt}`, nullable: true },
    duration: { type: 'bigint', value: sql`(${run.endedAt} - ${run.startedAt})`, nullable: true },
    experiment_id: {
      type: 'text',
      value: ofExperiment(sql`e.number::text`),
      sorted: { type: 'bigint', value: ofExperiment(sql`e.number`) },
    },
    artifact_uri: {
      type: 'text',
      value: sql`(coalesce(${run.artifactRoot}, ${ofExperiment(sql`coalesce(e.artifact_location, 'mlflow-artifacts:/' || e.number)`)})
        || '/' || replace(${run.id}::text, '-', '') || '/artifacts')`,
    },
  },
  pairs: {
    metric: { from: sql`${latestMetrics} c where c.run_id = ${run.id}`, type: 'float8' },
    parameter: { from: sql`${runParams} c where c.run_id = ${run.id}`, type: 'text', indexed: 'by beginning' },
    tag: { from: sql`${runTags} c where c.run_id = ${run.id}`, type: 'text', indexed: 'by beginning' },
  },
  datasets: {
    from: sql`${datasetInputs} c where c.run_id = ${run.id}`,
    columns: { name: sql`c.name`, digest: sql`c.digest`, context: sql`(c.tags ->> 'mlflow.data.context')` },
  },
}

export const runOrder = [
  { key: 'start_time', value: sql`${run.startedAt}`, type: 'bigint', descending: true },
  { key: 'run_id', value: sql`${run.id}`, type: 'uuid', descending: false },
] as const
