import Link from 'next/link'
import type { ReactNode } from 'react'
import { lineageOf } from '../../../_lineage/address-of.ts'
import type { Outputs } from '../../../_trpc/outputs.ts'
import { CopyButton } from '../../../_ui/copy-button.tsx'
import { Duration } from '../../../_ui/duration.tsx'
import { words } from '../../../_words/en.ts'

const text = words.predictions

interface OriginProps {
  project: string
  found: Outputs['predictions']['explain']
}

/** From the endpoint back to the bytes of the data. */
export function Origin({ project, found }: OriginProps) {
  const { id, endpoint, route, version, origin, lineage, environment, microseconds } = found
  return (
    <dl className="grid max-w-240 grid-cols-1 gap-x-6 gap-y-1 md:grid-cols-[8rem_1fr] md:gap-y-2">
      <Line name={text.endpoint}>
        <Link className="link" href={`/${project}/endpoints/${endpoint.name}`}>
          {endpoint.name}
        </Link>
        <Note>
          {[
            route && text.route(route.number),
            route && !route.recorded && text.routeGuess,
            route?.mode && text.share(route.mode, route.weight ?? 0),
            endpoint.removed && text.removed,
          ]}
        </Note>
      </Line>
      {version && (
        <Line name={text.version}>
          <Link className="link" href={`/${project}/models/${version.model}?version=${version.number}`}>
            {version.model}, {words.models.version(version.number).toLowerCase()}
          </Link>
          <Note>{[version.removed && text.removed]}</Note>
        </Line>
      )}
      {version?.artifact && (
        <Line name={text.bytes}>
          <Hash sha256={version.artifact} />
        </Line>
      )}
      {lineage && (
        <>
          <Line name={text.pipeline}>
            <Link className="link" href={`/${project}/pipelines/${lineage.pipeline.slug}`}>
              {lineage.pipeline.name}
            </Link>
            <Note>{[text.revision(lineage.revision)]}</Note>
          </Line>
          <Line name={text.run}>
            <Link className="link" href={`/${project}/runs/${lineage.runId}`}>
              <code>{lineage.runId}</code>
            </Link>
          </Line>
          {lineage.files.length > 0 && (
            <Line name={text.data}>
              {lineage.files.map(({ name, version: number, sha256, node }) => (
                <div key={`${name} ${node}`}>
                  <Link
                    className="link"
                    href={`/${project}/data/${encodeURIComponent(name)}${number ? `?version=${number}` : ''}`}
                  >
                    {name}
                  </Link>
                  <Note>{[number !== null && words.data.version(number)]}</Note> <Hash sha256={sha256} />
                </div>
              ))}
            </Line>
          )}
        </>
      )}
      {origin?.run?.kind === 'run' && (
        <Line name={text.run}>
          <Link
            className="link"
            href={`/${project}/experiments/${origin.run.experiment.number}/runs/${origin.run.run}`}
          >
            {origin.run.name}
          </Link>
          <Note>{[text.ofExperiment(origin.run.experiment.name)]}</Note>
        </Line>
      )}
      {origin && origin.datasets.length > 0 && (
        <Line name={text.data}>
          {origin.datasets.map(({ name, digest }) => (
            <div key={`${name} ${digest}`}>
              <Link className="link" href={lineageOf(project, `dataset:${name}@${digest}`)}>
                {name}
              </Link>
              <Note>{[text.dataVersion(digest)]}</Note>
            </div>
          ))}
        </Line>
      )}
      {environment && (
        <Line name={text.environment}>
          <details>
            <summary className="cursor-default">
              {text.python(environment.python, environment.platform)}
              <Note>{[text.packages(Object.keys(environment.packages).length)]}</Note>
            </summary>
            <pre className="mt-1 max-h-60 overflow-auto rounded-md bg-sunken p-2 text-12">
              {Object.entries(environment.packages)
                .map(([name, number]) => `${name}==${number}`)
                .join('\n')}
            </pre>
          </details>
        </Line>
      )}
      <Line name={text.took}>
        <Duration milliseconds={microseconds / 1000} />
      </Line>
      <Line name={text.id}>
        <span className="inline-flex items-center gap-1">
          <code className="break-all">{id}</code>
          <CopyButton text={id} />
        </span>
      </Line>
    </dl>
  )
}

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="contents">
      <dt className="text-soft">{name}</dt>
      <dd className="mb-2 min-w-0 md:mb-0">{children}</dd>
    </div>
  )
}

function Note({ children }: { children: (string | false | null | undefined)[] }) {
  const said = children.filter(Boolean)
  return said.length > 0 && <span className="text-soft"> · {said.join(' · ')}</span>
}

const Hash = ({ sha256 }: { sha256: string }) => (
  <code className="text-faint" title={sha256}>
    {sha256.slice(0, 12)}
  </code>
)
