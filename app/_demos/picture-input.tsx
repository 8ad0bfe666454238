'use client'
import { Camera, ImageUp, X } from 'lucide-react'
import { useCallback, useEffect, useId, useState } from 'react'
import { dataUrl } from '../_ui/data-url.ts'
import { DropArea } from '../_ui/drop-area.tsx'
import { IconButton } from '../_ui/icon-button.tsx'
import { Picture } from '../_ui/picture.tsx'
import { words } from '../_words/en.ts'
import { InputBox, type InputProps } from './input-box.tsx'

const text = words.demo
const mostBytes = 20 * 2 ** 20
const accepted = 'image/png,image/jpeg,image/webp'

/** A picture that is dropped, pasted, chosen or taken. */
export function PictureInput(props: InputProps) {
  const id = useId()
  const { input, value, onValue } = props
  const [refused, setRefused] = useState<string>()
  const { picture } = input
  const take = useCallback(
    async (file: File | null | undefined) => {
      if (!file) return
      const why = !accepted.includes(file.type) || !file.type ? text.notPicture : undefined
      setRefused(file.size > mostBytes ? text.pictureLarge : why)
      if (file.size <= mostBytes && !why) onValue(await dataUrl(file))
    },
    [onValue],
  )
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const file = [...(event.clipboardData?.files ?? [])].find(({ type }) => type.startsWith('image/'))
      if (!file) return
      event.preventDefault()
      take(file)
    }
    addEventListener('paste', paste)
    return () => removeEventListener('paste', paste)
  }, [take])
  return (
    <InputBox {...props} id={id} problem={refused ?? (value ? props.problem : undefined)}>
      <DropArea className="flex flex-wrap items-center gap-4 p-4" onFiles={([file]) => take(file)}>
        {() => (
          <>
            {typeof value === 'string' && value ? (
              <Picture src={value} alt={input.label} className="size-40 rounded-md bg-sunken" />
            ) : (
              <span className="flex size-40 items-center justify-center rounded-md bg-sunken text-faint">
                <ImageUp aria-label={text.noPicture} className="size-8" />
              </span>
            )}
            <div className="flex min-w-0 grow basis-40 flex-col gap-1">
              <p>
                {text.picture}{' '}
                <label htmlFor={id} className="link cursor-pointer">
                  {text.choosePicture}
                </label>{' '}
                {text.or}{' '}
                <label htmlFor={`${id}-camera`} className="link inline-flex cursor-pointer items-baseline gap-1">
                  <Camera aria-hidden className="size-3.5 self-center" />
                  {text.camera}
                </label>
              </p>
              {picture && <p className="text-12 text-faint">{text.pictureSize(picture.width, picture.height)}</p>}
              {[id, `${id}-camera`].map((one) => (
                <input
                  key={one}
                  id={one}
                  type="file"
                  accept={accepted}
                  {...(one !== id && { capture: 'environment' })}
                  aria-label={one === id ? input.label : text.camera}
                  className="sr-only"
                  onChange={({ target }) => {
                    take(target.files?.[0])
                    target.value = ''
                  }}
                />
              ))}
            </div>
            {value && (
              <IconButton label={text.clearPicture} onClick={() => onValue(null)}>
                <X />
              </IconButton>
            )}
          </>
        )}
      </DropArea>
    </InputBox>
  )
}
