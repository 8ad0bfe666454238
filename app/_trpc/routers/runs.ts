import { cancel } from '#services/runs/cancel.ts'
import { get } from '#services/runs/get.ts'
import { list } from '#services/runs/list.ts'
import { logs } from '#services/runs/logs.ts'
import { metrics } from '#services/runs/metrics.ts'
import { plan } from '#services/runs/plan.ts'
import { previewOutput } from '#services/runs/preview-output.ts'
import { start } from '#services/runs/start.ts'
import { mutation, query, router, subscription } from '../procedure.ts'
import { watchRun } from '../watch-run.ts'

export const runs = router({
  cancel: mutation(cancel),
  get: query(get),
  list: query(list),
  logs: query(logs),
  metrics: query(metrics),
  plan: query(plan),
  previewOutput: query(previewOutput),
  start: mutation(start),
  watch: subscription(watchRun),
})
