import type { Step } from '#pipeline/compile.ts'
import type { NodeDefinition } from '#pipeline/define-node.ts'
import type { PortValue } from '#pipeline/ports/index.ts'
import type { Context } from '#services/context.ts'
import type { MadeArtifact } from '#services/steps/finish.ts'
import type { Reporter } from './reporter.ts'

/** One attempt at one step, as its body sees it. */
export interface StepWork<D extends NodeDefinition = NodeDefinition> {
  ctx: Context
  runId: string
  step: Step
  definition: D
  /** By port; what is not connected is absent. */
  inputs: Record<string, PortValue>
  /** Which attempt at the step this is, and the right to speak for it. */
  attempt: number
  token: string
  /** Belongs to this attempt alone; made by the body that wants it, gone when the step has ended. */
  folder: string
  signal: AbortSignal
  report: Reporter
  /** Keeps a copy of a file with the step's own run. */
  keep(file: { name: string; path: string }): Promise<void>
}

export type { MadeArtifact }

export interface Made {
  outputs: Record<string, PortValue>
  artifacts: MadeArtifact[]
}

export type WithBody<K extends 'sql' | 'python' | 'run'> = Extract<NodeDefinition, Record<K, unknown>>

/** Takes a finished file of the work folder into the store. */
export async function adopt(ctx: Context, path: string, mediaType: string): Promise<MadeArtifact> {
  return { ...(await ctx.store.adopt(path)), mediaType }
}

export const parquet = 'application/vnd.apache.parquet'
export const onnx = 'application/onnx'
export const json = 'application/json'
