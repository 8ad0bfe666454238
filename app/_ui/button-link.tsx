import Link from 'next/link'
import type { ComponentProps } from 'react'
import { Button, type ButtonProps } from './button.tsx'

interface ButtonLinkProps extends ComponentProps<typeof Link> {
  look?: ButtonProps['look']
}

/** Leads to another page, and looks like a button. */
export function ButtonLink({ look, className, ...link }: ButtonLinkProps) {
  return (
    <Button asChild look={look} className={className}>
      <Link {...link} />
    </Button>
  )
}
