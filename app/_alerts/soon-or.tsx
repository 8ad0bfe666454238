import { RelativeTime } from '../_ui/relative-time.tsx'
import { words } from '../_words/en.ts'

/** A time to come: what is less than a minute away is not "just now". */
export function SoonOr({ at }: { at: Date | string }) {
  const away = new Date(at).getTime() - Date.now()
  return away < 60_000 ? <span suppressHydrationWarning>{words.alerts.soon}</span> : <RelativeTime at={at} />
}
