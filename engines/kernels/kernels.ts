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
  /** Python source, run in a kernel of its own. */
  code: string
  /** Re-attach to this execution if its kernel still lives; otherwise start anew. */
  resume?: KernelAttempt
  signal: AbortSignal
  memoryMb?: number
  onAttempt(attempt: KernelAttempt): void
  /** Called whenever the probe has seen the kernel alive: the only thing that may drive a heartbeat. */
  onAlive(): void
  onLog(stream: 'stdout' | 'stderr', text: string): void
  onEvent(event: KernelEvent): void
}

/** Python kernels behind a Jupyter server. */
export interface Kernels {
  /** Faults: what Python raised (BAD_DATA for `espalier.Fault`, INTERNAL otherwise), UNAVAILABLE when the kernel or server died, LIMIT, CANCELLED. */
  execute(execution: Execution): Promise<void>
  /** Shuts down kernels that nobody uses. */
  sweep(inUse: ReadonlySet<string>): Promise<void>
  close(): Promise<void>
}
