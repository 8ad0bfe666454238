import type { ReactNode } from 'react'
import { datasetAddress } from '../../_lineage/address-of.ts'
import type { ListColumn } from '../../_list/list-column.ts'
import type { Outputs } from '../../_trpc/outputs.ts'
import { bytesText, NumberText } from '../../_ui/number-text.tsx'
import { RelativeTime } from '../../_ui/relative-time.tsx'
import { words } from '../../_words/en.ts'
import { CountRows } from './count-rows.tsx'

const text = words.data

/** A table of the catalogue, wherever it is from. */
export interface DataRow {
  id: string
  from: keyof typeof text.origins
  name: string
  /** Beside the name. */
  note: string | undefined
  href: string
  columns: string[]
  rows: number | null
  /** Of an uploaded file whose rows nobody has counted. */
  count: ReactNode
  size: number | null
  uses: string
  used: number
  at: Date
}

const part = encodeURIComponent

export function uploadedRow(
  project: string,
  file: Outputs['files']['list'][number],
  uses: Outputs['lineage']['fileUses'][number] | undefined,
): DataRow {
  const { name, versions, rows, size, columns, notebook, createdAt, quickToCount } = file
  const notes = [notebook && text.formatNames.ipynb, versions > 1 && text.versions(versions)]
  return {
    ...{ id: `uploaded ${name}`, from: 'uploaded', name, rows, size, at: createdAt },
    note: notes.filter(Boolean).join(', ') || undefined,
    href: `/${project}/data/${part(name)}`,
    columns: columns.map((one) => one.name),
    count: rows === null && columns.length > 0 && <CountRows file={name} at={quickToCount ? 'once' : 'wish'} />,
    uses: uses ? text.uses(uses) : '',
    used: uses ? uses.pipelines + uses.programs + uses.models + uses.endpoints + uses.demos : 0,
  }
}

export function loggedRow(project: string, dataset: Outputs['datasets']['list'][number]): DataRow {
  const { name, versions, rows, columns, createdAt, uses } = dataset
  return {
    ...{ id: `logged ${name}`, from: 'logged', name, rows, count: null, size: null, columns, at: createdAt },
    note: versions > 1 ? text.versions(versions) : undefined,
    href: datasetAddress(project, name, null),
    uses: text.uses(uses),
    used: uses.runs + uses.models + uses.endpoints,
  }
}

export function madeRow(project: string, table: Outputs['datasets']['listMade'][number]): DataRow {
  const { pipeline, node, port, title, rows, columns, createdAt, uses } = table
  return {
    ...{
      id: `made ${pipeline.slug} ${node} ${port}`,
      from: 'made',
      rows,
      count: null,
      size: null,
      columns,
      at: createdAt,
    },
    ...{ name: title, note: text.madeBy(pipeline.name), uses: text.uses(uses), used: uses.models + uses.endpoints },
    href: `/${project}/data/made/${part(pipeline.slug)}/${part(node)}?port=${part(port)}`,
  }
}

export const dataColumns: [ListColumn<DataRow>, ...ListColumn<DataRow>[]] = [
  {
    key: 'name',
    title: text.columns.name,
    by: ({ name }) => name,
    render: ({ name, note }) => (
      <>
        {name} {note && <span className="font-normal text-faint">{note}</span>}
      </>
    ),
  },
  {
    key: 'from',
    title: text.columns.from,
    by: ({ from }) => text.origins[from],
    render: ({ from }) => text.origins[from],
    minor: true,
  },
  {
    key: 'rows',
    title: text.columns.rows,
    align: 'right',
    by: ({ rows }) => rows,
    render: ({ rows, count }) => (rows === null ? count : <NumberText value={rows} />),
  },
  {
    key: 'columns',
    title: text.columns.columns,
    align: 'right',
    by: ({ columns }) => columns.length,
    render: ({ columns }) => columns.length > 0 && <NumberText value={columns.length} />,
  },
  {
    key: 'size',
    title: text.columns.size,
    align: 'right',
    minor: true,
    by: ({ size }) => size,
    render: ({ size }) => size !== null && <span className="figures whitespace-nowrap">{bytesText(size)}</span>,
  },
  {
    key: 'used',
    title: text.columns.used,
    minor: true,
    by: ({ used }) => used,
    render: ({ uses }) => <span className="text-soft">{uses}</span>,
  },
  {
    key: 'added',
    title: text.columns.added,
    minor: true,
    by: ({ at }) => at,
    render: ({ at }) => <RelativeTime at={at} />,
  },
]
