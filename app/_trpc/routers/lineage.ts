import { fileUses } from '#services/lineage/file-uses.ts'
import { graph } from '#services/lineage/graph.ts'
import { impact } from '#services/lineage/impact.ts'
import { recent } from '#services/lineage/recent.ts'
import { restsOn } from '#services/lineage/rests-on.ts'
import { usedBy } from '#services/lineage/used-by.ts'
import { query, router } from '../procedure.ts'

export const lineage = router({
  fileUses: query(fileUses),
  graph: query(graph),
  impact: query(impact),
  recent: query(recent),
  restsOn: query(restsOn),
  usedBy: query(usedBy),
})
