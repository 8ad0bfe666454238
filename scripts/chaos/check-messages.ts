import { repeated } from './repeated.ts'

/** What senders of signed messages know. */
export interface MessagesTold {
  /** All that were signed with the secret, answered or not. */
  sent: string[]
  /** Each answer: the message, and the run that it named. */
  taken: { message: string; run: string }[]
}

export interface MessagesHeld {
  arrivals: { message: string; outcome: string; runId: string | null }[]
  /** Runs by the message that stands in their parameters. */
  ran: { message: string; runId: string }[]
}

/** Each message that was taken made one run, however often it was sent; nothing else did. */
export function messages({ sent, taken }: MessagesTold, { arrivals, ran }: MessagesHeld): string[] {
  const signed = new Set(sent)
  const stored = new Map(arrivals.map(({ message, runId }) => [message, runId]))
  const made = new Set(ran.map(({ message, runId }) => `${message} ${runId}`))
  const known = new Set([...taken, ...arrivals, ...ran].map(({ message }) => message))
  return [
    ...[...known].filter((message) => !signed.has(message)).map((message) => `forged: ${message} was let in`),
    ...repeated(arrivals.map(({ message }) => message)).map((message) => `doubled: ${message} arrived more than once`),
    ...repeated(ran.map(({ message }) => message)).map((message) => `doubled: ${message} made more than one run`),
    ...arrivals
      .filter(({ outcome }) => outcome !== 'ran')
      .map(({ message, outcome }) => `lost: ${message} arrived and is ${outcome}`),
    ...arrivals
      .filter(({ message, outcome, runId }) => outcome === 'ran' && !made.has(`${message} ${runId}`))
      .map(({ message }) => `lost: ${message} says that it ran, and there is no such run`),
    ...taken.flatMap(({ message, run }) => {
      if (!stored.has(message)) return [`lost: ${message} was taken and is not there`]
      const runId = stored.get(message)
      return runId && runId !== run ? [`doubled: ${message} was answered with ${run}, and ran as ${runId}`] : []
    }),
  ]
}
