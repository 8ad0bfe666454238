import type { Client } from '@temporalio/client'

/** As Temporal's own protocol has it. */
export function timestamp(at: Date) {
  const milliseconds = at.getTime()
  const seconds = Math.floor(milliseconds / 1000)
  return { seconds: seconds as unknown as Long, nanos: (milliseconds - seconds * 1000) * 1_000_000 }
}

type Long = NonNullable<
  NonNullable<Parameters<Client['workflowService']['listScheduleMatchingTimes']>[0]['startTime']>['seconds']
>
