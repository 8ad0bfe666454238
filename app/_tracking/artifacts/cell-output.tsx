import type { Outputs } from '../../_trpc/outputs.ts'
import { words } from '../../_words/en.ts'

const text = words.tracking
export type Cell = Extract<Outputs['tracked']['preview'], { is: 'notebook' }>['cells'][number]
type Output = Cell['outputs'][number]

/** What one cell put out, as text, a picture, a table, or HTML in a frame where no script runs. */
export function CellOutput({ output }: { output: Output }) {
  switch (output.is) {
    case 'png':
    case 'jpeg':
    case 'svg+xml':
      return (
        // biome-ignore lint/performance/noImgElement: it lies in the notebook itself
        <img
          src={`data:image/${output.is};base64,${output.base64}`}
          alt={text.pictureOf('')}
          className="max-w-full self-start rounded-md bg-raised [color-scheme:light]"
        />
      )
    case 'table':
      return <Table {...output} />
    case 'html':
      return (
        <iframe
          title={text.frameOf(text.cellOutput)}
          sandbox=""
          loading="lazy"
          referrerPolicy="no-referrer"
          srcDoc={withoutReach + output.html}
          className="h-48 w-full resize-y rounded-md border border-line [color-scheme:light]"
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

/** A sandbox keeps scripts from running; this keeps pictures and styles from telling anybody that they were looked at. */
const withoutReach = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"><style>html { background: white; color: black; font: 13px sans-serif }</style>`

function Table({ head, body }: Extract<Output, { is: 'table' }>) {
  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so a keyboard must reach it
      tabIndex={0}
      aria-label={text.cellTable}
      className="max-h-96 max-w-full self-start overflow-auto rounded-md border border-line"
    >
      <table className="figures text-12">
        <thead className="sticky top-0 bg-raised">
          {head.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
            <tr key={index} className="border-b border-line">
              {row.map((cell, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
                <th key={at} scope="col" className="px-2 py-1 text-right font-strong whitespace-nowrap">
                  {cell}
                </th>
              ))}
            </tr>
          ))}
        </thead>
        <tbody>
          {body.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
            <tr key={index} className="border-b border-line last:border-0">
              {row.map((cell, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
                <td key={at} className="px-2 py-0.5 text-right whitespace-nowrap">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
