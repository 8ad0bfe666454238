import { Slot } from 'radix-ui'
import type { ComponentProps } from 'react'
import { classNames } from './class-names.ts'

const looks = {
  primary: 'bg-accent text-accent-ink hover:bg-accent-hover',
  plain: 'border border-line bg-raised text-ink hover:bg-hover',
  quiet: 'text-soft hover:bg-hover hover:text-ink',
  danger: 'bg-danger text-danger-ink hover:bg-danger-hover',
}

export interface ButtonProps extends ComponentProps<'button'> {
  look?: keyof typeof looks
  /** Gives the look to the one child, a link for example. */
  asChild?: boolean
}

export function Button({ look = 'plain', asChild, className, type = 'button', ...rest }: ButtonProps) {
  const Element = asChild ? Slot.Root : 'button'
  return (
    <Element
      {...(!asChild && { type })}
      className={classNames(
        'inline-flex h-control shrink-0 items-center justify-center gap-1.5 rounded-md px-3 text-13 font-strong whitespace-nowrap no-underline transition-colors select-none disabled:pointer-events-none disabled:opacity-50 aria-disabled:pointer-events-none aria-disabled:opacity-50 [&_svg]:size-3.5',
        looks[look],
        className,
      )}
      {...rest}
    />
  )
}
