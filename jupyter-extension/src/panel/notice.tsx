import type { Fault } from '../fault.ts'

/** What happened, and what to do. */
export function Notice({ fault }: { fault: Fault }) {
  return (
    <div role="alert" className="esp-Notice">
      <strong>{sentence(fault.message)}</strong>
      {fault.hint && <span>{sentence(fault.hint)}</span>}
    </div>
  )
}

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
