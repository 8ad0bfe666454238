import type { JobNews } from '#services/demos/jobs/news.ts'
import { dataOfAnswers } from './values.ts'

export type Message = { msg: string } & Record<string, unknown>

/** One line and an empty one: Python's client gives up all its jobs at anything else. */
export const eventOf = (message: Message): string => `data: ${JSON.stringify(message)}\n\n`

export const estimation = (id: string, ahead: number): Message => ({
  ...{ msg: 'estimation', event_id: id, rank: ahead, queue_size: ahead + 1, rank_eta: null },
})

export const begun = (id: string): Message => ({ msg: 'process_starts', event_id: id, eta: null })

/** What is to know of an answer, then the answer; of a failure nothing but its words. */
export function ended({ id, call, result }: JobNews): Message[] {
  const duration = (result?.milliseconds ?? 0) / 1000
  const warnings = (result?.warnings ?? []).map((log) => ({
    ...{ msg: 'log', event_id: id, log, level: 'warning', duration: 10, visible: true, title: 'Warning' },
  }))
  const said = result?.fault
  const error = said?.hint ? `${said.message} (${said.hint})` : (said?.message ?? 'there is no answer')
  const done = result?.answers
    ? {
        success: true,
        output: {
          ...{ data: dataOfAnswers(call, result.answers), is_generating: false },
          ...{ duration, average_duration: duration },
        },
      }
    : {
        success: false,
        output: { error, title: said?.code === 'CANCELLED' ? 'Cancelled' : 'Error', visible: true, duration: 10 },
      }
  return [...warnings, { msg: 'process_completed', event_id: id, ...done }]
}

export const heartbeat: Message = { msg: 'heartbeat' }
export const closing: Message = { msg: 'close_stream', event_id: null }
