import { Client, Connection } from '@temporalio/client'

export const taskQueue = 'espalier'

export const workflowId = (runId: string): string => `run-${runId}`

export interface Orchestrator {
  client: Client
  close(): Promise<void>
}

/** Connects without waiting for the server: calls made while it is away fail with a gRPC error and may be repeated. */
export function connectOrchestrator(address: string): Orchestrator {
  const connection = Connection.lazy({ address })
  return { client: new Client({ connection }), close: () => connection.close() }
}
