import { Demos } from './demos.tsx'
import { Endpoints } from './endpoints.tsx'
import { Experiments } from './experiments.tsx'
import { Models } from './models.tsx'
import { NotebookRuns } from './notebook-runs.tsx'
import { Pipelines } from './pipelines.tsx'

export interface Place {
  /** Address of the platform. */
  url: string
  /** Slug. */
  project: string
}

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
