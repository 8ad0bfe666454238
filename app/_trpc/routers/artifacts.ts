import { readDetails } from '#services/artifacts/read-details.ts'
import { readDrift } from '#services/artifacts/read-drift.ts'
import { readEvaluation } from '#services/artifacts/read-evaluation.ts'
import { readWatch } from '#services/artifacts/read-watch.ts'
import { query, router } from '../procedure.ts'

export const artifacts = router({
  details: query(readDetails),
  drift: query(readDrift),
  evaluation: query(readEvaluation),
  watch: query(readWatch),
})
