import type { Outputs } from '../../_trpc/outputs.ts'
import { CodeBlock } from '../../_ui/code-block.tsx'
import { Markdown } from '../../_ui/markdown.tsx'
import { words } from '../../_words/en.ts'

const text = words.tracking
type Cell = Extract<Outputs['tracked']['preview'], { is: 'notebook' }>['cells'][number]

/** A notebook to read: code, prose, text and pictures. Nothing of it is run. */
export function Notebook({ cells }: { cells: readonly Cell[] }) {
  return (
    <div className="flex max-w-240 flex-col gap-4">
      {cells.map((cell, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
        <div key={index} className="flex min-w-0 flex-col gap-2">
          {cell.is === 'markdown' ? (
            <Markdown text={cell.source} />
          ) : (
            cell.source && (
              <>
                {cell.is === 'code' && (
                  <p className="figures text-faint">
                    {cell.count === null ? text.codeCell : text.cell(cell.count)}
                    {cell.state && <span className="text-warning"> {words.pushes.state[cell.state]}</span>}
                  </p>
                )}
                <CodeBlock code={cell.source} />
              </>
            )
          )}
          {cell.outputs.map((output, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an output is its place
            <Output key={at} output={output} />
          ))}
        </div>
      ))}
    </div>
  )
}

function Output({ output }: { output: Cell['outputs'][number] }) {
  switch (output.is) {
    case 'png':
    case 'jpeg':
      return (
        // biome-ignore lint/performance/noImgElement: it lies in the notebook itself
        <img
          src={`data:image/${output.is};base64,${output.base64}`}
          alt={text.pictureOf('')}
          className="max-w-full self-start rounded-md bg-raised [color-scheme:light]"
        />
      )
    case 'text':
    case 'error':
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so a keyboard must reach it
        <pre tabIndex={0} className={`max-h-96 overflow-auto pl-3 ${output.is === 'error' ? 'text-danger' : ''}`}>
          {output.text}
        </pre>
      )
    case 'other':
      return <p className="pl-3 text-faint italic">{text.otherOutput}</p>
  }
}
