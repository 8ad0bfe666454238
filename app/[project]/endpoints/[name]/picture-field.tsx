'use client'
import { ImageUp, X } from 'lucide-react'
import { type DragEvent, useId, useState } from 'react'
import type { Picture } from '#pipeline/ports/model.ts'
import { classNames } from '../../../_ui/class-names.ts'
import { IconButton } from '../../../_ui/icon-button.tsx'
import { Picture as Shown } from '../../../_ui/picture.tsx'
import { TypeGlyph } from '../../../_ui/type-glyph.tsx'
import { words } from '../../../_words/en.ts'

const text = words.onnx
const mostBytes = 20 * 1024 * 1024

interface PictureFieldProps {
  name: string
  picture: Picture
  /** A data URL; nothing means: left out. */
  value: string
  error: string | undefined
  onValue: (value: string) => void
}

/** A place to drop a picture on, and to see what was dropped. */
export function PictureField({ name, picture: { width, height, channels }, value, error, onValue }: PictureFieldProps) {
  const id = useId()
  const [over, setOver] = useState(false)
  const [refused, setRefused] = useState(false)
  const take = async (file: File | undefined) => {
    setRefused(Boolean(file && file.size > mostBytes))
    if (file && file.size <= mostBytes) onValue(await asDataUrl(file))
  }
  const message = refused ? text.pictureTooLarge : error
  return (
    <div className="flex min-w-0 flex-col gap-1 md:col-span-2">
      <span className="flex items-center gap-1.5 text-12 font-strong text-soft">
        <TypeGlyph type="image" />
        <code className="truncate">{name}</code>
      </span>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the file input within does the same by keyboard */}
      <div
        onDragOver={(event: DragEvent) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setOver(false)
          take(event.dataTransfer.files[0])
        }}
        className={classNames(
          'flex flex-wrap items-center gap-4 rounded-md border border-dashed px-4 py-4 has-focus-visible:outline-2 has-focus-visible:outline-focus',
          over ? 'border-accent bg-accent-soft' : 'border-line-strong',
        )}
      >
        {value ? (
          <Shown src={value} alt={name} className="size-32 rounded-md bg-sunken" />
        ) : (
          <span className="grid size-32 place-items-center rounded-md bg-sunken text-faint">
            <ImageUp aria-label={text.noPicture} className="size-6" />
          </span>
        )}
        <div className="min-w-0 grow basis-40">
          <p>
            {text.dropPicture}{' '}
            <label htmlFor={id} className="link cursor-pointer">
              {text.choosePicture}
            </label>
          </p>
          <p className="text-12 text-faint">{text.pictureHint(text.picture(width, height, channels))}</p>
          <input
            id={id}
            type="file"
            accept="image/png,image/jpeg,image/webp"
            aria-label={name}
            aria-invalid={message ? true : undefined}
            className="sr-only"
            onChange={(event) => {
              take(event.target.files?.[0])
              event.target.value = ''
            }}
          />
        </div>
        {value && (
          <IconButton label={text.clearPicture} onClick={() => onValue('')}>
            <X />
          </IconButton>
        )}
      </div>
      {message && (
        <p role="alert" className="text-12 text-danger first-letter:uppercase">
          {message}
        </p>
      )}
    </div>
  )
}

const asDataUrl = (file: File) =>
  new Promise<string>((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(file)
  })
