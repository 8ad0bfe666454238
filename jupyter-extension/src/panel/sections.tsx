import { Demos } from './demos.tsx'
import { Endpoints } from './endpoints.tsx'
import { Experiments } from './experiments.tsx'
import { Models } from './models.tsx'
import { NotebookRuns } from './notebook-runs.tsx'
import { Pipelines } from './pipelines.tsx'
import type { Place } from './place.ts'

export function Sections(place: Place) {
  return (
    <div className="esp-Sections">
      <NotebookRuns {...place} />
      <Pipelines {...place} />
      <Models {...place} />
      <Endpoints {...place} />
      <Demos {...place} />
      <Experiments {...place} />
    </div>
  )
}
