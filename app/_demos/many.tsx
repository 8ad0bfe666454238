'use client'
import { FileUp } from 'lucide-react'
import { useId, useState } from 'react'
import type { FaultData } from '#pipeline/fault.ts'
import type { Batch } from '#services/demos/batch.ts'
import type { BatchColumns } from '#services/demos/batch-columns.ts'
import type { OpenDemo } from '#services/demos/open.ts'
import { Button } from '../_ui/button.tsx'
import { DropArea } from '../_ui/drop-area.tsx'
import { FaultNotice } from '../_ui/fault-notice.tsx'
import { Field } from '../_ui/field.tsx'
import { Select } from '../_ui/select.tsx'
import { words } from '../_words/en.ts'
import { type Door, sendFile } from './ask.ts'
import { BatchResult } from './batch-result.tsx'

const text = words.demo
/** Enough for a heading, however long. */
const beginning = 256 * 1024
const mostBytes = 10 * 2 ** 20

interface Chosen {
  file: File
  known: BatchColumns
  columns: Record<string, string>
}

/** A CSV in, its columns told apart, and a file with the answers back. */
export function Many({ door, demo }: { door: Door; demo: OpenDemo }) {
  const id = useId()
  const [chosen, setChosen] = useState<Chosen>()
  const [done, setDone] = useState<Batch>()
  const [fault, setFault] = useState<FaultData>()
  const [busy, setBusy] = useState(false)
  const version = String(demo.version.number)
  if (demo.inputs.some(({ type }) => type === 'image')) return <p className="text-soft">{text.noPictures}</p>

  const attempt = async (work: () => Promise<void>) => {
    setBusy(true)
    setFault(undefined)
    await work().catch((thrown) => setFault(thrown as FaultData))
    setBusy(false)
  }
  const take = (file: File | undefined) => {
    if (!file) return
    setDone(undefined)
    setChosen(undefined)
    if (file.size > mostBytes)
      return setFault({ code: 'LIMIT', message: 'the file is too large: more than 10 MB', hint: text.fileLimits })
    attempt(async () => {
      const head = await wholeLines(file)
      const known = await sendFile<BatchColumns>(door, 'batch-columns', head, { version })
      setChosen({ file, known, columns: known.columns })
    })
  }
  const run = ({ file, columns }: Chosen) =>
    attempt(async () => {
      const about = { version, columns: JSON.stringify(columns) }
      setDone(await sendFile<Batch>(door, 'batch', file, about))
    })
  return (
    <div className="flex max-w-200 flex-col gap-6">
      <DropArea className="flex flex-col items-center gap-1 px-4 py-8 text-center" onFiles={([file]) => take(file)}>
        {() => (
          <>
            <FileUp aria-hidden className="mb-1 size-5 text-faint" />
            <p>
              {text.drop}{' '}
              <label htmlFor={id} className="link cursor-pointer">
                {text.chooseFile}
              </label>
            </p>
            <p className="text-12 text-faint">{text.fileLimits}</p>
            <input
              id={id}
              type="file"
              accept=".csv,.tsv,.txt,text/csv"
              aria-label={text.fileLabel}
              className="sr-only"
              onChange={({ target }) => {
                take(target.files?.[0])
                target.value = ''
              }}
            />
          </>
        )}
      </DropArea>
      {fault && <FaultNotice fault={fault} />}
      {chosen && !done && (
        <form
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault()
            run(chosen)
          }}
        >
          <div>
            <h2 className="text-15">{text.columnsTitle}</h2>
            <p className="text-soft">{text.columnsAbout(chosen.file.name)}</p>
          </div>
          <div className="grid gap-3 md:grid-cols-2">
            {demo.inputs.map(({ name, label, missing }) => (
              <Field key={name} label={label} hint={missing > 0 ? text.optional : undefined}>
                <Select
                  value={chosen.columns[name] ?? ''}
                  placeholder={text.noColumn}
                  options={[...new Set(chosen.known.heading)].map((column) => ({ value: column, label: column }))}
                  onValue={(column) => setChosen({ ...chosen, columns: { ...chosen.columns, [name]: column } })}
                />
              </Field>
            ))}
          </div>
          <div>
            <Button type="submit" look="primary" disabled={busy}>
              {busy ? text.running : text.run}
            </Button>
          </div>
        </form>
      )}
      {done && chosen && <BatchResult done={done} name={chosen.file.name} />}
    </div>
  )
}

/** The first part of a file, cut where a line ends so that no letter is torn. */
async function wholeLines(file: File): Promise<Blob> {
  if (file.size <= beginning) return file
  const bytes = new Uint8Array(await file.slice(0, beginning).arrayBuffer())
  const end = bytes.lastIndexOf(10)
  return file.slice(0, end > 0 ? end : beginning)
}
