'use client'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { OpenAlerts } from '../_alerts/open-alerts.tsx'
import { classNames } from '../_ui/class-names.ts'
import { Tooltip } from '../_ui/tooltip.tsx'
import { words } from '../_words/en.ts'
import { places } from './places.tsx'

interface NavigationProps {
  project: string
  /** `rail`: icons only, where the content needs the room. */
  form: 'full' | 'rail'
  onGo?: () => void
}

export function Navigation({ project, form, onGo }: NavigationProps) {
  const here = usePathname()
  return (
    <nav aria-label={words.frame.navigation}>
      <ul className="flex flex-col gap-0.5">
        {places.map(({ path, label, Icon }) => {
          const href = `/${project}/${path}`
          const current = here === href || here.startsWith(`${href}/`)
          const link = (
            <Link
              href={href}
              aria-current={current ? 'page' : undefined}
              {...(onGo && { onClick: onGo })}
              className={classNames(
                'relative flex h-control items-center gap-2.5 rounded-md px-2 no-underline',
                form === 'rail' && 'w-control justify-center px-0',
                current ? 'bg-hover font-strong text-ink' : 'text-soft hover:bg-hover hover:text-ink',
              )}
            >
              <Icon aria-hidden className={classNames('size-4 shrink-0', current && 'text-accent')} />
              <span className={form === 'rail' ? 'sr-only' : undefined}>{label}</span>
              {path === 'alerts' && <OpenAlerts form={form} />}
            </Link>
          )
          return (
            <li key={path}>
              {form === 'rail' ? (
                <Tooltip text={label} side="right">
                  {link}
                </Tooltip>
              ) : (
                link
              )}
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
