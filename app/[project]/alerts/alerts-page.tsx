'use client'
import { useQuery } from '@tanstack/react-query'
import { SeverityMark } from '../../_alerts/severity-mark.tsx'
import { StateMark } from '../../_alerts/state-mark.tsx'
import { Page } from '../../_frame/page.tsx'
import { List } from '../../_list/list.tsx'
import type { ListColumn } from '../../_list/list-column.ts'
import { useAddress } from '../../_list/use-address.ts'
import { useTRPC } from '../../_trpc/client.tsx'
import type { Outputs } from '../../_trpc/outputs.ts'
import { ButtonLink } from '../../_ui/button-link.tsx'
import { EmptyState } from '../../_ui/empty-state.tsx'
import { Loaded } from '../../_ui/loaded.tsx'
import { RelativeTime } from '../../_ui/relative-time.tsx'
import { Select } from '../../_ui/select.tsx'
import { words } from '../../_words/en.ts'
import { NotThrough } from './not-through.tsx'
import { Silences } from './silences.tsx'

type Row = Outputs['alerts']['list'][number]
const text = words.alerts
const ranks = { info: 0, warning: 1, critical: 2 }

const columns: [ListColumn<Row>, ...ListColumn<Row>[]] = [
  {
    key: 'what',
    title: text.columns.title,
    by: ({ title }) => title,
    render: ({ title }) => <span className="inline-block first-letter:uppercase">{title}</span>,
  },
  {
    key: 'severity',
    title: text.columns.severity,
    by: ({ severity }) => ranks[severity],
    render: ({ severity }) => <SeverityMark severity={severity} />,
  },
  {
    key: 'about',
    title: text.whatChanged,
    minor: true,
    render: ({ what }) => <span className="line-clamp-1 max-w-120 text-soft first-letter:uppercase">{what}</span>,
  },
  {
    key: 'state',
    title: text.columns.state,
    minor: true,
    by: ({ state }) => state,
    render: ({ state }) => <StateMark state={state} />,
  },
  {
    key: 'times',
    title: text.columns.count,
    align: 'right',
    minor: true,
    by: ({ count }) => count,
    render: ({ count }) => <span className="figures">{count.toLocaleString('en')}</span>,
  },
  {
    key: 'last',
    title: text.columns.last,
    by: ({ lastAt }) => lastAt,
    render: ({ lastAt }) => <RelativeTime at={lastAt} />,
  },
]

/** What is not over, unless the address says otherwise. */
const fits = (state: string | undefined, severity: string | undefined) => (row: Row) =>
  (state === undefined ? row.state !== 'settled' : state === 'all' || row.state === state) &&
  (!severity || row.severity === severity)

export function AlertsPage({ project }: { project: string }) {
  const trpc = useTRPC()
  const address = useAddress()
  const [state, severity] = [address.get('state'), address.get('severity')]
  const list = useQuery(trpc.alerts.list.queryOptions())
  return (
    <Page title={text.title} actions={<ButtonLink href={`/${project}/settings/channels`}>{text.channels}</ButtonLink>}>
      <NotThrough project={project} />
      <Loaded query={list} what={text.many}>
        {(rows) => (
          <List
            {...text}
            rows={rows.filter(fits(state, severity))}
            columns={columns}
            id={({ id }) => id}
            href={({ id }) => `/${project}/alerts/${id}`}
            text={({ title, what, key }) => `${title} ${what} ${key}`}
            order="-last"
            filters={
              (rows.length > 0 || state || severity) && (
                <>
                  <Select
                    aria-label={text.filterState}
                    className="w-36!"
                    value={state ?? ''}
                    placeholder={text.current}
                    options={[
                      ...Object.entries(text.states).map(([value, label]) => ({ value, label })),
                      { value: 'all', label: text.everything },
                    ]}
                    onValue={(value) => address.set({ state: value || undefined })}
                  />
                  <Select
                    aria-label={text.filterSeverity}
                    className="w-36!"
                    value={severity ?? ''}
                    placeholder={text.anySeverity}
                    options={Object.entries(text.severities).map(([value, label]) => ({ value, label }))}
                    onValue={(value) => address.set({ severity: value || undefined })}
                  />
                </>
              )
            }
            empty={
              state || severity ? (
                <p className="py-8 text-soft">{text.noneSo}</p>
              ) : (
                <EmptyState
                  title={text.empty}
                  hint={text.emptyHint}
                  action={
                    <ButtonLink look="primary" href={`/${project}/settings/channels`}>
                      {text.showChannels}
                    </ButtonLink>
                  }
                />
              )
            }
          />
        )}
      </Loaded>
      <Silences />
    </Page>
  )
}
