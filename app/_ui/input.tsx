'use client'
import type { ComponentProps } from 'react'
import { classNames } from './class-names.ts'
import { useField } from './field.tsx'

export const inputLook =
  'w-full min-w-0 rounded-md border border-line-strong bg-raised px-2 text-13 text-ink placeholder:text-faint disabled:opacity-60 aria-invalid:border-danger'

export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <input {...useField()} className={classNames(inputLook, 'h-control', className)} {...rest} />
}

export function TextArea({ className, ...rest }: ComponentProps<'textarea'>) {
  return <textarea {...useField()} className={classNames(inputLook, 'min-h-16 py-1', className)} {...rest} />
}
