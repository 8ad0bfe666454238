'use client'
import { type DragEvent, type ReactNode, useRef, useState } from 'react'
import { classNames } from './class-names.ts'

interface DropAreaProps {
  onFiles: (files: File[]) => void
  className: string
  /** May say something else while files hang over it. Holds a file input, for whoever has no mouse. */
  children: (over: boolean) => ReactNode
}

/** A place to drop files on. */
export function DropArea({ onFiles, className, children }: DropAreaProps) {
  const [over, setOver] = useState(false)
  // What lies within is entered and left as well.
  const depth = useRef(0)
  const hover = (change: 1 | -1) => (event: DragEvent) => {
    event.preventDefault()
    depth.current += change
    setOver(depth.current > 0)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the file input within does the same by keyboard
    <div
      onDragEnter={hover(1)}
      onDragLeave={hover(-1)}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault()
        depth.current = 0
        setOver(false)
        onFiles([...event.dataTransfer.files])
      }}
      className={classNames(
        'rounded-md border border-dashed has-focus-visible:outline-2 has-focus-visible:outline-focus',
        over ? 'border-accent bg-accent-soft' : 'border-line-strong',
        className,
      )}
    >
      {children(over)}
    </div>
  )
}
