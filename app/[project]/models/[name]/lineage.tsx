import Link from 'next/link'
import { groupOf } from '#pipeline/define-node.ts'
import { type Edge, edgeId } from '#pipeline/spec.ts'
import type { Outputs } from '../../../_trpc/outputs.ts'
import { kindHue } from '../../../_ui/kind-mark.tsx'
import { layered } from '../../../_ui/layered.ts'
import { words } from '../../../_words/en.ts'

type Version = Outputs['models']['getVersion']

interface LineageProps {
  project: string
  lineage: NonNullable<Version['lineage']>
  version: Pick<Version, 'model' | 'number'>
}

interface Box {
  title: string
  note: string
  href: string
  hue: string
}

const size = { width: 132, height: 40, gapX: 28, gapY: 12 }

/** From files to the version; every box leads to what it shows. */
export function Lineage({ project, lineage, version }: LineageProps) {
  const { boxes, edges } = graphOf(project, lineage, version)
  const places = layered({ nodes: Object.fromEntries(boxes), edges })
  const at = (id: string) => {
    const { x = 0, y = 0 } = places.get(id) ?? {}
    return { left: x * (size.width + size.gapX), top: y * (size.height + size.gapY) }
  }
  const width = Math.max(...boxes.map(([id]) => at(id).left)) + size.width
  const height = Math.max(...boxes.map(([id]) => at(id).top)) + size.height
  return (
    <>
      <p className="text-soft">
        <Link className="link" href={`/${project}/runs/${lineage.runId}`}>
          {words.models.lineageRun(lineage.pipeline.name, lineage.revision)}
        </Link>
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so a keyboard must reach it */}
      <div tabIndex={0} className="overflow-x-auto py-1">
        <div className="relative" style={{ width, height }}>
          <svg aria-hidden="true" width={width} height={height} className="absolute fill-none stroke-line-strong">
            {Object.entries(edges).map(([id, { from, to }]) => {
              const [a, b] = [at(from.node), at(to.node)]
              const [x1, y1] = [a.left + size.width, a.top + size.height / 2]
              const [x2, y2] = [b.left, b.top + size.height / 2]
              return <path key={id} d={`M${x1} ${y1}C${x1 + 14} ${y1} ${x2 - 14} ${y2} ${x2} ${y2}`} />
            })}
          </svg>
          {boxes.map(([id, { title, note, href, hue }]) => (
            <Link
              key={id}
              href={href}
              title={title}
              className="absolute flex flex-col justify-center rounded-md border border-l-3 border-line-strong bg-raised px-2 no-underline hover:bg-hover"
              style={{ ...at(id), width: size.width, height: size.height, borderLeftColor: hue }}
            >
              <span className="truncate leading-4 font-strong">{title}</span>
              <span className="truncate text-12 leading-4 text-faint">{note}</span>
            </Link>
          ))}
        </div>
      </div>
    </>
  )
}

function graphOf(
  project: string,
  { files, steps, pipeline, runId }: LineageProps['lineage'],
  version: LineageProps['version'],
) {
  const wire = (from: string, to: string): Edge => ({ from: { node: from, port: '' }, to: { node: to, port: '' } })
  const last = steps.at(-1)?.node
  const boxes: [string, Box][] = [
    ...files.map(({ name, version: number, node }): [string, Box] => [
      `file ${name} ${node}`,
      {
        title: name,
        note: number === null ? '' : words.data.version(number),
        href: `/${project}/data/${encodeURIComponent(name)}${number === null ? '' : `?version=${number}`}`,
        hue: 'var(--port-table)',
      },
    ]),
    ...steps.map(({ node, kind, title }): [string, Box] => [
      node,
      {
        title,
        note: words.groups[groupOf(kind)],
        href: `/${project}/pipelines/${pipeline.slug}?run=${runId}&node=${node}`,
        hue: kindHue[groupOf(kind)],
      },
    ]),
    [
      'this version',
      {
        title: version.model,
        note: words.models.version(version.number),
        href: `/${project}/models/${version.model}?version=${version.number}`,
        hue: 'var(--port-model)',
      },
    ],
  ]
  const edges = [
    ...files.map(({ name, node }) => wire(`file ${name} ${node}`, node)),
    ...steps.flatMap(({ node, inputs }) => inputs.map((from) => wire(from, node))),
    ...(last ? [wire(last, 'this version')] : []),
  ]
  return { boxes, edges: Object.fromEntries(edges.map((edge) => [edgeId(edge), edge])) }
}
