import type { ReactNode } from 'react'

/** A page of the platform, in a tab of its own. */
export const PageLink = ({ to, children }: { to: string; children: ReactNode }) => (
  <a href={to} target="_blank" rel="noreferrer" className="esp-Link">
    {children}
  </a>
)
