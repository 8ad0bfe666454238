import type { Outputs } from '../../_trpc/outputs.ts'
import { classNames } from '../../_ui/class-names.ts'
import { CodeBlock } from '../../_ui/code-block.tsx'
import { Markdown } from '../../_ui/markdown.tsx'
import { words } from '../../_words/en.ts'
import { CellOutput } from './cell-output.tsx'

const text = words.tracking
export type Cell = Extract<Outputs['tracked']['preview'], { is: 'notebook' }>['cells'][number]

/** A notebook to read: code, prose, what came out. Nothing of it is run. */
export function Notebook({ cells }: { cells: readonly Cell[] }) {
  return (
    <ol className="flex max-w-240 flex-col gap-4">
      {cells.map((cell, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
        <li key={index} className="flex min-w-0 flex-col gap-2" data-cell-status={cell.status}>
          {cell.is === 'markdown' ? <Markdown text={cell.source} /> : cell.source && <Code cell={cell} />}
          {cell.outputs.map((output, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an output is its place
            <CellOutput key={at} output={output} />
          ))}
        </li>
      ))}
    </ol>
  )
}

function Code({ cell: { is, count, source, tag, status, state, seconds } }: { cell: Cell }) {
  return (
    <>
      {is === 'code' && (
        <p className="figures flex flex-wrap items-baseline gap-x-3 text-faint">
          <span>{count === null ? text.codeCell : text.cell(count)}</span>
          {state && <span className="text-12 text-warning">{words.pushes.state[state]}</span>}
          {tag && <span className="rounded-md bg-sunken px-1.5 text-12">{tag}</span>}
          {status && status !== 'done' && (
            <span
              className={classNames('text-12', status === 'failed' ? 'text-danger' : 'text-accent-text')}
              role={status === 'running' ? 'status' : undefined}
            >
              {text.cellStatus[status]}
            </span>
          )}
          {status === 'done' && seconds !== undefined && <span className="text-12">{text.cellSeconds(seconds)}</span>}
        </p>
      )}
      <CodeBlock code={source} />
    </>
  )
}
