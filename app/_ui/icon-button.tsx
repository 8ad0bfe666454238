import { Button, type ButtonProps } from './button.tsx'
import { classNames } from './class-names.ts'
import { Tooltip } from './tooltip.tsx'

interface IconButtonProps extends ButtonProps {
  /** What it does; its accessible name and tooltip. */
  label: string
  keys?: string
}

export function IconButton({ label, keys, className, look = 'quiet', ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label} {...(keys && { keys })}>
      <Button look={look} aria-label={label} className={classNames('w-control px-0!', className)} {...rest} />
    </Tooltip>
  )
}
