'use client'
import { Upload } from 'lucide-react'
import { useRef } from 'react'
import { Button } from '../../../_ui/button.tsx'
import { FaultNotice } from '../../../_ui/fault-notice.tsx'
import { bytesText, numberText } from '../../../_ui/number-text.tsx'
import { Select } from '../../../_ui/select.tsx'
import { useUploads } from '../../../_ui/use-uploads.ts'
import { words } from '../../../_words/en.ts'
import { useEditor } from '../../editor-context.ts'
import type { WidgetProps } from '../form-context.ts'
import { fileRef, useFile, useFiles } from './use-files.ts'

const said = words.canvas.form

/** A table or a notebook of the project, or one from this computer. */
export function FileWidget({ field, value, onValue }: WidgetProps<string | undefined>) {
  const { project } = useEditor()
  const { files, refetch } = useFiles()
  const file = useFile(value)
  const input = useRef<HTMLInputElement>(null)
  const { uploads, send } = useUploads(project, async ({ name }) => {
    await refetch()
    onValue(name)
  })
  const isNotebook = field.accepts === 'notebook'
  const fitting = files.filter(({ notebook }) => (notebook !== null) === isNotebook)
  const names = fitting.map(({ name }) => name).toSorted()
  const { name: chosen } = fileRef(value)
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex gap-1.5">
        <Select
          options={chosen && !names.includes(chosen) ? [chosen, ...names] : names}
          value={chosen}
          placeholder={isNotebook ? said.notebook.choose : said.chooseFile}
          onValue={(name) => onValue(name || undefined)}
        />
        <Button onClick={() => input.current?.click()} aria-label={said.upload} title={said.upload}>
          <Upload />
        </Button>
        <input
          ref={input}
          type="file"
          hidden
          accept={isNotebook ? '.ipynb' : '.csv,.tsv,.txt,.json,.jsonl,.ndjson,.parquet,.arrow,.feather'}
          onChange={({ target }) => {
            send([...(target.files ?? [])])
            target.value = ''
          }}
        />
      </div>
      {file && (
        <p className="flex flex-wrap items-center gap-x-3 text-12 text-faint">
          <span className="figures">
            {file.notebook
              ? said.notebook.facts(file.notebook.cells, file.notebook.kernel)
              : said.fileFacts(file.columns.length, file.rows === null ? undefined : numberText(file.rows))}{' '}
            · {bytesText(file.size)}
          </span>
          {file.versions.length > 1 && (
            <Select
              className="max-w-36"
              aria-label={said.version(file.version)}
              options={file.versions.map(({ version }) => ({ value: String(version), label: said.version(version) }))}
              placeholder={said.newest}
              value={value?.includes('@') ? String(file.version) : ''}
              onValue={(version) => onValue(version ? `${file.name}@${version}` : file.name)}
            />
          )}
        </p>
      )}
      {uploads.map(({ id, name, share, fault }) =>
        fault ? (
          <FaultNotice key={id} fault={fault} />
        ) : (
          <p key={id} className="text-12 text-soft" aria-live="polite">
            {share < 1 ? words.data.uploading(name, share) : words.data.reading(name)}
            <progress value={share} aria-label={name} className="mt-1 h-1 w-full" />
          </p>
        ),
      )}
    </div>
  )
}
