import type { Verdict } from '#pipeline/ports/comparison.ts'

export interface GainRow {
  key: string
  label: string
  rows: number
  champion: number
  challenger: number
  gain: number
  gainLow: number
  gainHigh: number
  verdict: Verdict
}
