import { setTimeout as pause } from 'node:timers/promises'

/** Resolves once the question is answered with true; a question that fails is asked again. */
export async function until(question: () => Promise<boolean>, signal: AbortSignal, everyMs = 100): Promise<void> {
  while (!(await question().catch(() => false))) await pause(everyMs, undefined, { signal })
}

export const answers =
  (url: string, headers: Record<string, string> = {}) =>
  async (): Promise<boolean> =>
    (await fetch(url, { headers, redirect: 'manual', signal: AbortSignal.timeout(5000) })).status < 500
