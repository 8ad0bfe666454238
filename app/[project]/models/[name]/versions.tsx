'use client'
import { List } from '../../../_list/list.tsx'
import type { ListColumn } from '../../../_list/list-column.ts'
import { useAddress } from '../../../_list/use-address.ts'
import { AliasText, Chip } from '../../../_registry/chip.tsx'
import type { Outputs } from '../../../_trpc/outputs.ts'
import { ButtonLink } from '../../../_ui/button-link.tsx'
import { dayText } from '../../../_ui/day-text.ts'
import { EmptyState } from '../../../_ui/empty-state.tsx'
import { MetricText } from '../../../_ui/number-text.tsx'
import { RelativeTime } from '../../../_ui/relative-time.tsx'
import { words } from '../../../_words/en.ts'
import { mainMetric, metricTitle } from '../metrics.ts'
import { Origin } from './origin.tsx'

const text = words.registry
type Model = Outputs['models']['get']
type Row = Model['versions'][number]

/** All versions; two or more that are ticked can be compared. */
export function Versions({ project, model }: { project: string; model: Model }) {
  const address = useAddress()
  const ticked = new Set((address.get('tick') ?? '').split(',').filter(Boolean).map(Number))
  const tick = (number: number) => {
    const next = ticked.has(number) ? [...ticked].filter((one) => one !== number) : [...ticked, number]
    address.set({ tick: next.sort((a, b) => a - b).join(',') || undefined })
  }
  return (
    <List
      {...text}
      rows={model.versions}
      columns={columnsFor(project, model)}
      id={({ id }) => id}
      href={({ number }) => `?version=${number}`}
      text={searchText}
      order="-number"
      filters={
        ticked.size > 1 ? (
          <ButtonLink look="primary" href={`?compare=${[...ticked].join(',')}`}>
            {text.compare(ticked.size)}
          </ButtonLink>
        ) : (
          <span className="text-12 text-faint">{text.compareHint}</span>
        )
      }
      actions={({ number }) => (
        <input
          type="checkbox"
          checked={ticked.has(number)}
          aria-label={text.compareThis(number)}
          title={text.compareThis(number)}
          onChange={() => tick(number)}
          className="mx-1.5 block size-4 accent-(--accent)"
        />
      )}
      empty={<EmptyState title={text.noVersions} hint={text.noVersionsHint} />}
    />
  )
}

const searchText = ({ number, aliases, tags, stage, description, createdBy, origin }: Row) =>
  [
    ...[`${number}`, ...aliases.map((alias) => `@${alias}`), ...tags.map(({ key, value }) => `${key}:${value}`)],
    ...[stage, description ?? '', createdBy, origin?.name ?? ''],
  ].join(' ')

const columnsFor = (project: string, model: Model): [ListColumn<Row>, ...ListColumn<Row>[]] => [
  {
    key: 'number',
    title: text.columns.number,
    by: ({ number }) => number,
    render: ({ number }) => <span className="whitespace-nowrap">{words.models.version(number)}</span>,
  },
  {
    key: 'aliases',
    title: text.columns.aliases,
    by: ({ aliases }) => aliases.join(' ') || undefined,
    render: ({ aliases }) => (
      <span className="flex flex-wrap gap-1">
        {aliases.map((alias) => (
          <Chip key={alias}>
            <AliasText alias={alias} protection={model.aliases.find((one) => one.alias === alias)?.protection} />
          </Chip>
        ))}
      </span>
    ),
  },
  {
    key: 'state',
    title: text.columns.state,
    by: ({ archivedAt, sunset, asked, form }) => [archivedAt && 'a', sunset && 'b', asked.length, form].join(''),
    render: (row) => <State version={row} />,
  },
  {
    key: 'metric',
    title: text.columns.metric,
    align: 'right',
    minor: true,
    by: ({ metrics }) => mainMetric(metrics)?.value,
    render: ({ metrics }) => {
      const main = mainMetric(metrics)
      return (
        main && (
          <span className="whitespace-nowrap">
            <span className="text-faint">{metricTitle(main.name)}</span> <MetricText value={main.value} />
          </span>
        )
      )
    },
  },
  {
    key: 'tags',
    title: text.columns.tags,
    minor: true,
    render: ({ tags }) => (
      <span className="flex flex-wrap gap-1">
        {tags.slice(0, 3).map(({ key, value }) => (
          <Chip key={key} title={`${key}: ${value}`}>
            <span className="text-soft">{key}</span>
            <span className="truncate">{value}</span>
          </Chip>
        ))}
        {tags.length > 3 && <span className="text-faint">+{tags.length - 3}</span>}
      </span>
    ),
  },
  {
    key: 'origin',
    title: text.columns.origin,
    minor: true,
    by: ({ origin }) => origin?.name,
    render: (row) => (
      <span className="relative">
        <Origin project={project} version={row} />
      </span>
    ),
  },
  {
    key: 'created',
    title: text.columns.created,
    minor: true,
    by: ({ createdAt }) => createdAt,
    render: ({ createdAt, createdBy }) => (
      <span>
        <RelativeTime at={createdAt} /> <span className="text-faint">{words.runs.by(createdBy)}</span>
      </span>
    ),
  },
]

function State({ version: { stage, archivedAt, sunset, asked, form } }: { version: Row }) {
  const over = sunset && new Date(sunset.at).getTime() <= Date.now()
  return (
    <span className="flex flex-wrap gap-x-2 text-12">
      {stage !== 'None' && <span>{text.stages[stage]}</span>}
      {form === 'files' && <span className="text-faint">{text.files}</span>}
      {archivedAt && <span className="text-faint">{text.archived}</span>}
      {sunset && <span className="text-warning">{(over ? text.sunsetOver : text.sunsetOn)(dayText(sunset.at))}</span>}
      {asked.map(({ request, alias }) => (
        <span key={request} className="text-warning">
          {text.asked(alias, request)}
        </span>
      ))}
    </span>
  )
}
