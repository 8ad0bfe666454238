'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { List } from '../../../_list/list.tsx'
import type { ListColumn } from '../../../_list/list-column.ts'
import { useTRPC } from '../../../_trpc/client.tsx'
import type { Outputs } from '../../../_trpc/outputs.ts'
import { Button } from '../../../_ui/button.tsx'
import { cellText } from '../../../_ui/cell-text.ts'
import { EmptyState } from '../../../_ui/empty-state.tsx'
import { Loaded } from '../../../_ui/loaded.tsx'
import { RelativeTime } from '../../../_ui/relative-time.tsx'
import { toast, toastFault } from '../../../_ui/toaster.tsx'
import { words } from '../../../_words/en.ts'

const text = words.demoEditor
type Row = Outputs['demos']['labels'][number]

const inputsText = ({ inputs }: Row) =>
  Object.entries(inputs)
    .map(([name, value]) => `${name} ${String(value).startsWith('data:') ? '…' : cellText(value)}`)
    .join(', ')

const columns: [ListColumn<Row>, ...ListColumn<Row>[]] = [
  { key: 'at', title: text.saidColumns.at, by: ({ at }) => at, render: ({ at }) => <RelativeTime at={at} /> },
  { key: 'by', title: text.saidColumns.by, by: ({ by }) => by, render: ({ by }) => by },
  {
    key: 'answered',
    title: text.saidColumns.answered,
    by: ({ answered }) => String(answered ?? ''),
    render: ({ answered }) => cellText(answered),
  },
  {
    key: 'verdict',
    title: text.saidColumns.verdict,
    by: ({ verdict }) => verdict,
    render: ({ verdict }) => (verdict === 'right' ? words.demo.saidRight : words.demo.saidWrong),
  },
  {
    key: 'corrected',
    title: text.saidColumns.corrected,
    by: ({ corrected }) => String(corrected ?? ''),
    render: ({ corrected }) => (corrected === null ? '' : cellText(corrected)),
  },
  {
    key: 'reason',
    title: text.saidColumns.reason,
    minor: true,
    by: ({ reason }) => reason ?? '',
    render: ({ reason }) => reason,
  },
  {
    key: 'inputs',
    title: text.saidColumns.inputs,
    minor: true,
    by: inputsText,
    render: (row) => (
      <span className="block max-w-100 truncate" title={inputsText(row)}>
        {inputsText(row)}
      </span>
    ),
  },
]

/** What visitors said of the answers, and a table made of it. */
export function Said({ name }: { name: string }) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const labels = useQuery(trpc.demos.labels.queryOptions({ name }))
  const save = useMutation(
    trpc.demos.saveLabels.mutationOptions({
      onError: toastFault,
      onSuccess: (file) => {
        queries.invalidateQueries(trpc.files.pathFilter())
        toast.success(text.savedData(file.name, file.version))
      },
    }),
  )
  return (
    <div className="flex flex-col gap-3 pt-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-soft">{text.saidAbout}</p>
        <Button disabled={save.isPending || !labels.data?.length} onClick={() => save.mutate({ name })}>
          {text.saveData}
        </Button>
      </div>
      <Loaded query={labels} what={text.said.toLowerCase()}>
        {(rows) => (
          <List
            {...text.list}
            rows={rows}
            columns={columns}
            id={({ id }) => id}
            text={(row) => `${row.by} ${row.answered} ${row.corrected} ${row.reason} ${inputsText(row)}`}
            order="-at"
            empty={<EmptyState title={text.noSaid} hint={text.noSaidHint} />}
          />
        )}
      </Loaded>
    </div>
  )
}
