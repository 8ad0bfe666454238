'use client'
import { words } from '../../_words/en.ts'
import type { Run } from './run.ts'
import { SearchList } from './search-list.tsx'

const text = words.tracking

export function ParamsTable({ run }: { run: Run }) {
  if (run.params.length === 0) return <p className="text-faint">{text.noParams}</p>
  return (
    <SearchList rows={run.params} what={text.params} text={({ key, value }) => `${key} ${value}`}>
      {(params) => (
        <table aria-label={text.params} className="w-full border-collapse text-left">
          <tbody>
            {params.map(({ key, value }) => (
              <tr key={key} className="border-b border-line last:border-0 [&>td]:py-1.5 [&>td]:align-top">
                <td className="w-2/5 max-w-64 pr-4 break-words">{key}</td>
                <td>
                  <div className="figures max-h-32 overflow-auto break-all whitespace-pre-wrap">{value}</div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </SearchList>
  )
}
