'use client'
import { ImageUp, X } from 'lucide-react'
import { useId, useState } from 'react'
import type { Picture } from '#pipeline/ports/model.ts'
import { dataUrl } from '../../../_ui/data-url.ts'
import { DropArea } from '../../../_ui/drop-area.tsx'
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
  const [refused, setRefused] = useState(false)
  const take = async (file: File | undefined) => {
    setRefused(Boolean(file && file.size > mostBytes))
    if (file && file.size <= mostBytes) onValue(await dataUrl(file))
  }
  const message = refused ? text.pictureTooLarge : error
  return (
    <div className="flex min-w-0 flex-col gap-1 md:col-span-2">
      <span className="flex items-center gap-1.5 text-12 font-strong text-soft">
        <TypeGlyph type="image" />
        <code className="truncate">{name}</code>
      </span>
      <DropArea className="flex flex-wrap items-center gap-4 p-4" onFiles={([file]) => take(file)}>
        {() => (
          <>
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
          </>
        )}
      </DropArea>
      {message && (
        <p role="alert" className="text-12 text-danger first-letter:uppercase">
          {message}
        </p>
      )}
    </div>
  )
}
