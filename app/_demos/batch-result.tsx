'use client'
import { Download } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { Batch } from '#services/demos/batch.ts'
import { Button } from '../_ui/button.tsx'
import { words } from '../_words/en.ts'

const text = words.demo

/** How many rows were answered, the file, and what was wrong with the others. */
export function BatchResult({ done, name }: { done: Batch; name: string }) {
  const [address, setAddress] = useState<string>()
  useEffect(() => {
    // The mark tells spreadsheets that it is UTF-8.
    const url = URL.createObjectURL(new Blob(['\ufeff', done.csv], { type: 'text/csv;charset=utf-8' }))
    setAddress(url)
    return () => URL.revokeObjectURL(url)
  }, [done])
  return (
    <section aria-label={text.done(done.answered, done.rows)} className="flex flex-col gap-4">
      <p role="status" className="text-15 font-strong">
        {text.done(done.answered, done.rows)}
      </p>
      {done.doubtful > 0 && <p className="rounded-md bg-warning-soft px-3 py-2">{text.doubtful(done.doubtful)}</p>}
      <div>
        <Button asChild look="primary">
          <a href={address} download={name.replace(/(\.[^.]*)?$/, '-answers.csv')}>
            <Download aria-hidden /> {text.download}
          </a>
        </Button>
      </div>
      {done.wrong.length > 0 && (
        <div className="overflow-x-auto">
          <h2 className="pb-2 text-15">{text.wrongRows}</h2>
          <table aria-label={text.wrongRows} className="w-full text-left [&_td]:pr-4 [&_th]:pr-4">
            <thead className="border-b border-line text-12 text-faint [&_th]:pb-1 [&_th]:font-normal">
              <tr>
                <th className="w-16">{text.wrongColumns.line}</th>
                <th>{text.wrongColumns.column}</th>
                <th>{text.wrongColumns.message}</th>
              </tr>
            </thead>
            <tbody>
              {done.wrong.map(({ line, column, message, hint }) => (
                <tr key={`${line} ${column}`} className="border-b border-line align-top [&>td]:py-1">
                  <td className="figures">{line}</td>
                  <td>{column && <code>{column}</code>}</td>
                  <td>
                    <span className="block first-letter:uppercase">{message}</span>
                    {hint && <span className="block text-12 text-faint">{hint}</span>}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
