export const runStatuses = ['queued', 'running', 'done', 'failed', 'cancelled'] as const
type RunStatus = (typeof runStatuses)[number]

/** What is asked of the list, given the status in the address. */
export function readStatus(text: string | undefined): { limit: number; status?: RunStatus[] } {
  const status = runStatuses.find((known) => known === text)
  return { limit: 200, ...(status && { status: [status] }) }
}
