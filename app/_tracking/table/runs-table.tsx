'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { orderText } from '../../_list/arrange.ts'
import { useAddress } from '../../_list/use-address.ts'
import { useTRPC } from '../../_trpc/client.tsx'
import { Button } from '../../_ui/button.tsx'
import { ButtonLink } from '../../_ui/button-link.tsx'
import { EmptyState } from '../../_ui/empty-state.tsx'
import { faultText } from '../../_ui/fault-text.ts'
import { Select } from '../../_ui/select.tsx'
import { words } from '../../_words/en.ts'
import { ChosenRuns } from './chosen-runs.tsx'
import { columnsText } from './columns.ts'
import { ColumnsPicker } from './columns-picker.tsx'
import { FilterBox } from './filter-box.tsx'
import { RunsGrid } from './runs-grid.tsx'
import { lifecycleOf, tableStateOf } from './table-state.ts'
import { useChosen } from './use-chosen.ts'
import { useLines } from './use-lines.ts'
import { useRunDeeds } from './use-run-deeds.ts'

const text = words.tracking

interface RunsTableProps {
  project: string
  label: string
  experiments: number[]
}

/** All runs of some experiments; the address says what is seen of them. */
export function RunsTable({ project, label, experiments }: RunsTableProps) {
  const trpc = useTRPC()
  const address = useAddress()
  const [seen, setSeen] = useState({ from: 0, to: 0 })
  const chosen = useChosen()
  const { get } = address
  const lifecycle = lifecycleOf(get)
  const open = useMemo(() => address.get('open')?.split(',') ?? [], [address.get])
  const keys = useQuery(
    trpc.tracked.keys.queryOptions({ experiments, lifecycle }, { placeholderData: keepPreviousData }),
  )
  const seenBy = ['filter', 'sort', 'trash', 'flat', 'columns'].map(get).join('\n')
  // biome-ignore lint/correctness/useExhaustiveDependencies: these parts of the address are all that it reads
  const state = useMemo(() => tableStateOf(get, experiments, keys.data), [seenBy, experiments, keys.data])
  const { question, wished, order, columns, ids } = state
  const { filter } = question
  const flat = question.shape === 'flat'
  const lines = useLines(question, wished, seen, open)
  const deeds = useRunDeeds(project, chosen)
  const fault = lines.error ? faultText(lines.error) : undefined
  const isFilterFault = fault?.code === 'INVALID_INPUT' && filter !== ''
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-start gap-2">
        <FilterBox
          value={filter}
          onFilter={(next) => address.set({ filter: next || undefined })}
          keys={keys.data ?? []}
          fault={fault}
        />
        <Select
          aria-label={text.shape}
          className="w-28!"
          value={flat ? 'flat' : ''}
          disabled={filter !== '' || lifecycle === 'deleted'}
          options={[
            { value: '', label: text.usualShape },
            { value: 'flat', label: text.flatShape },
          ]}
          onValue={(value) => address.set({ flat: value ? '1' : undefined })}
        />
        <Select
          aria-label={words.experiments.which}
          className="w-36!"
          value={lifecycle === 'deleted' ? '1' : ''}
          options={[
            { value: '', label: words.experiments.active },
            { value: '1', label: words.experiments.trash },
          ]}
          onValue={(value) => {
            chosen.clear()
            address.set({ trash: value || undefined })
          }}
        />
        <ColumnsPicker
          keys={keys.data ?? []}
          chosen={ids}
          onChoose={(next) => address.set({ columns: next && columnsText(next) })}
        />
      </div>
      <div className="flex min-h-control flex-wrap items-center gap-2">
        <p role="status" className="mr-2 text-soft">
          {lines.counted === undefined
            ? !fault && text.counting
            : words.common.count(lines.counted, text.one, text.many)}
        </p>
        <ChosenRuns chosen={chosen} lifecycle={lifecycle} deeds={deeds} />
      </div>
      {lines.counted === 0 && !isFilterFault ? (
        <Empty
          project={project}
          filter={filter}
          lifecycle={lifecycle}
          onClear={() => address.set({ filter: undefined })}
        />
      ) : (
        <RunsGrid
          project={project}
          label={label}
          columns={columns}
          lines={lines}
          onSeen={setSeen}
          order={order}
          onOrder={(next) => address.set({ sort: orderText(next) })}
          chosen={chosen}
          open={open}
          onOpen={(id) =>
            address.set({
              open: (open.includes(id) ? open.filter((one) => one !== id) : [...open, id]).join(',') || undefined,
            })
          }
          onCompare={deeds.compare}
          onDelete={() => lifecycle === 'active' && deeds.remove()}
        />
      )}
    </div>
  )
}

interface EmptyProps {
  project: string
  filter: string
  lifecycle: 'active' | 'deleted'
  onClear: () => void
}

function Empty({ project, filter, lifecycle, onClear }: EmptyProps) {
  if (filter)
    return (
      <div className="flex flex-col items-start gap-3 py-8">
        <p className="text-soft">{text.noneFound}</p>
        <Button onClick={onClear}>{text.clearFilter}</Button>
      </div>
    )
  if (lifecycle === 'deleted') return <p className="py-8 text-soft">{text.emptyTrash}</p>
  return (
    <EmptyState
      title={text.empty}
      hint={text.emptyHint}
      action={
        <ButtonLink look="primary" href={`/${project}/pipelines`}>
          {words.runs.openPipelines}
        </ButtonLink>
      }
    />
  )
}
