import type { ModelInput, Picture } from '#pipeline/ports/model.ts'
import type { Element } from '../onnx/elements.ts'
import type { Remark } from './gated.ts'

/** How one input of a file is made of what a caller sends. */
export type InputPlan = {
  name: string
  element: Element
  /** Rows at once where the file fixes them. */
  fixedRows: number | undefined
} & (
  | { kind: 'columns'; columns: ModelInput[]; flat: boolean }
  | {
      kind: 'picture'
      input: ModelInput
      picture: Picture & { wanted: NonNullable<Picture['wanted']> }
      shape: 'nchw' | 'nhwc' | 'grey' | 'columns'
    }
)

/** How what a caller gets is made of a file's outputs. */
export type OutputPlan =
  | { task: 'regression'; number: string }
  | {
      task: 'classification'
      classes: string[]
      label?: { name: string; element: Element; codes?: number[] }
      scores?: { name: string; are: 'probabilities' | 'logits'; width: number }
    }

export interface Planned<Plan> {
  plan: Plan
  remarks: Remark[]
}
