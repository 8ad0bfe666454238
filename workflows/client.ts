import { Client, Connection } from '@temporalio/client'
import type { Calendar } from '#services/schedules/calendar.ts'
import { temporalCalendar } from './schedules/temporal-calendar.ts'

export const workflowId = (runId: string): string => `run-${runId}`

export interface Orchestrator {
  client: Client
  calendar: Calendar
  close(): Promise<void>
}

/** Connects without waiting for the server: calls made while it is away fail with a gRPC error and may be repeated. */
export function connectOrchestrator(address: string): Orchestrator {
  const connection = Connection.lazy({ address })
  const client = new Client({ connection })
  return { client, calendar: temporalCalendar(client), close: () => connection.close() }
}
