'use client'
import { FileUp, X } from 'lucide-react'
import { useId } from 'react'
import { words } from '../_words/en.ts'
import { classNames } from './class-names.ts'
import { DropArea } from './drop-area.tsx'
import { FaultNotice } from './fault-notice.tsx'
import { IconButton } from './icon-button.tsx'
import { type Sending, tablesAddress, type Uploaded, useUploads } from './use-uploads.ts'

/** What may be dropped, and where it goes. */
export interface UploadKind {
  address: (name: string) => string
  label: string
  formats: string
  accept: string
  /** What is done once all of it has arrived. */
  reading: (name: string) => string
}

const tables: UploadKind = {
  address: tablesAddress,
  label: words.data.upload,
  formats: words.data.formats,
  accept: '.csv,.tsv,.txt,.json,.jsonl,.ndjson,.parquet,.arrow,.feather,.ipynb',
  reading: words.data.reading,
}

interface UploadProps<Answer extends object> {
  project: string
  onUploaded: (file: Answer & Pick<Uploaded, 'others'>) => void
  className?: string
  kind?: UploadKind
}

/** A place to drop files on, tables unless told otherwise; each is streamed to the platform. */
export function Upload<Answer extends object = Uploaded>({
  project,
  onUploaded,
  className,
  kind = tables,
}: UploadProps<Answer>) {
  const id = useId()
  const { uploads, send, dismiss } = useUploads<Answer>(project, onUploaded, kind.address)
  return (
    <div className={classNames('flex flex-col gap-2', className)}>
      <DropArea className="flex flex-col items-center gap-1 px-4 py-6 text-center" onFiles={send}>
        {(over) => (
          <>
            <FileUp aria-hidden className="mb-1 size-5 text-faint" />
            <p>
              {over ? words.data.dropNow : words.data.dropHere}{' '}
              {!over && (
                <label htmlFor={id} className="link cursor-pointer">
                  {words.data.choose}
                </label>
              )}
            </p>
            <p className="text-12 text-faint">{kind.formats}</p>
            <input
              id={id}
              type="file"
              multiple
              aria-label={kind.label}
              accept={kind.accept}
              className="sr-only"
              onChange={(event) => {
                send([...(event.target.files ?? [])])
                event.target.value = ''
              }}
            />
          </>
        )}
      </DropArea>
      <div aria-live="polite" className="flex flex-col gap-2">
        {uploads.map((upload) => (
          <UploadLine key={upload.id} upload={upload} reading={kind.reading} onDismiss={() => dismiss(upload.id)} />
        ))}
      </div>
    </div>
  )
}

interface UploadLineProps extends Pick<UploadKind, 'reading'> {
  upload: Sending
  onDismiss: () => void
}

function UploadLine({ upload, reading, onDismiss }: UploadLineProps) {
  const { name, share, fault } = upload
  if (fault)
    return (
      <div className="flex items-start gap-2">
        <div className="min-w-0 grow">
          <FaultNotice fault={fault}>
            <p className="text-12 text-faint">{words.data.uploadFailed(name)}</p>
          </FaultNotice>
        </div>
        <IconButton label={words.common.close} onClick={onDismiss}>
          <X />
        </IconButton>
      </div>
    )
  return (
    <div className="flex items-center gap-3">
      <div className="min-w-0 grow">
        <p className="truncate">{share < 1 ? words.data.uploading(name, share) : reading(name)}</p>
        <progress
          aria-label={name}
          value={share}
          className="mt-1 h-1 w-full overflow-hidden rounded-full bg-sunken [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-accent"
        />
      </div>
      <IconButton label={words.data.stopUpload} onClick={onDismiss}>
        <X />
      </IconButton>
    </div>
  )
}
