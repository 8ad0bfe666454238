import { type Client, isGrpcServiceError } from '@temporalio/client'
import { timestamp } from './timestamp.ts'

type Patch = NonNullable<Parameters<Client['workflowService']['patchSchedule']>[0]['patch']>

/** Of `temporal.api.enums.v1.ScheduleOverlapPolicy`. */
const bufferAll = 3
export const allowAll = 6

/** Fires besides the schedule. Temporal does a request once however often it is told. */
export async function patchSchedule(
  client: Client,
  asked: { requestId: string; scheduleId: string },
  patch: Patch,
): Promise<void> {
  try {
    await client.workflowService.patchSchedule({
      namespace: client.options.namespace,
      ...asked,
      patch,
    })
  } catch (error) {
    // It was deleted in the meantime.
    if (!isGrpcServiceError(error) || error.code !== notFound) throw error
  }
}

const notFound = 5

/** Both ends belong to the range; one firing after the other. */
export function backfillOf({ from, until }: { from: string; until: string }) {
  return {
    startTime: timestamp(new Date(new Date(from).getTime() - 1)),
    endTime: timestamp(new Date(until)),
    overlapPolicy: bufferAll,
  }
}
