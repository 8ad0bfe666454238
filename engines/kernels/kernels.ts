/** What identifies an execution in a kernel; kept in the heartbeat so that another worker can take it up again. */
export interface KernelAttempt {
  kernelId: string
  clientId: string
  msgId: string
}

export type KernelEvent =
  | { type: 'progress'; share: number; message?: string }
  | { type: 'metric'; name: string; index: number; value: number }

export interface Execution {
  /** Python source. */
  code: string
  /** Code that trusts the code before it: executions of one group may follow each other in one kernel. */
  group?: string
  /** Re-attach to this execution if its kernel still lives; otherwise start anew. */
  resume?: KernelAttempt
  signal: AbortSignal
  /** How much the code may allocate beyond what a fresh kernel holds. */
  memoryMb?: number
  onAttempt(attempt: KernelAttempt): void
  /** Called whenever the probe has seen the kernel alive: the only thing that may drive a heartbeat. */
  onAlive(): void
  onLog(stream: 'stdout' | 'stderr', text: string): void
  onEvent(event: KernelEvent): void
}

/** `unknown`: it has ended, but how was told to nobody who still lives. What it wrote to disk says whether it succeeded. */
export type Outcome = 'finished' | 'unknown'

/** Python kernels behind a Jupyter server. */
export interface Kernels {
  /** Faults: what Python raised (any code for `espalier.Fault`, LIMIT for a MemoryError, INTERNAL otherwise), UNAVAILABLE when the kernel or server died, CANCELLED. */
  execute(execution: Execution): Promise<Outcome>
  /** Shuts down kernels that a process now gone has started and nobody uses. */
  sweep(inUse: ReadonlySet<string>): Promise<void>
  /** Lets go of running executions without ending them: another process may take them up. */
  close(): Promise<void>
}
