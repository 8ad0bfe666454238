/** What an ONNX file from outside may be and use. */
export const limits = {
  bytes: 512 * 1024 * 1024,
  nodes: 100_000,
  depth: 64,
  /** Values of one row, in or out. */
  valuesPerRow: 64 * 1024 * 1024,
  columns: 10_000,
  /** Rows at once that serving goes up to, where the model can. */
  rows: 4096,
  seconds: 60,
  secondsPerRun: 10,
}

/** Memory of the process that tries a file: the file is held several times over while it is rewritten and loaded. */
export const memoryFor = (bytes: number): number => 2 * 1024 * 1024 * 1024 + 20 * bytes
