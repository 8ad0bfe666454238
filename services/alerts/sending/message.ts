import type { DeliveryKind, Severity } from '#db/schema.ts'

/** What a message tells of, as it is when it is sent. */
export interface Told {
  /** Of the delivery: the same for every attempt. */
  id: string
  kind: DeliveryKind
  project: string
  /** Of the web pages; absent where nobody said. */
  url: string | undefined
  alert: {
    id: string
    key: string
    kind: string
    severity: Severity
    title: string
    what: string
    since: Date
    link: string
    retrain: string | null
    count: number
    firstAt: Date
    lastAt: Date
    settledAt: Date | null
  }
}

export interface Message {
  subject: string
  /** Name and value, in the order in which they are read. */
  facts: [string, string][]
  links: { label: string; href: string }[]
}

const severityText: Record<Severity, string> = { info: 'Information', warning: 'Warning', critical: 'Critical' }

const began: Record<DeliveryKind, string> = {
  raised: '',
  again: 'Still: ',
  worse: 'Worse: ',
  settled: 'Over: ',
  test: 'Test: ',
}

/** What changed, since when, how bad; where the report is, and where somebody can train again. */
export function messageOf({ kind, project, url, alert }: Told): Message {
  const { severity, title, what, since, count, link, retrain, settledAt, id, lastAt } = alert
  const page = (path: string) => `${url ?? ''}/${project}${path}`
  return {
    subject: `[${severityText[severity]}] ${began[kind]}${title}`,
    facts: [
      ['What changed', what],
      ['Since', moment(since)],
      ['How bad', severityText[severity]],
      ...(count > 1 ? ([['How often', `${count} times, last ${moment(lastAt)}`]] as [string, string][]) : []),
      ...(settledAt ? ([['Over since', moment(settledAt)]] as [string, string][]) : []),
    ],
    links: [
      { label: 'Show the report', href: page(link) },
      ...(kind === 'test' ? [] : [{ label: 'Acknowledge or silence', href: page(`/alerts/${id}`) }]),
      ...(retrain ? [{ label: 'Train again', href: page(`/pipelines/${retrain}?plan=open`) }] : []),
    ],
  }
}

const moment = (at: Date): string => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`
