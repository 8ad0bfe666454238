'use client'
import { useAddress } from '../../_list/use-address.ts'

export const axes = ['step', 'time', 'relative'] as const
export type Axis = (typeof axes)[number]

export interface CurveView {
  /** 0 to 0.999. */
  smoothing: number
  scale: 'linear' | 'log'
  axis: Axis
}

/** How curves are looked at, as the address has it. */
export function useCurveView() {
  const address = useAddress()
  const smoothing = Number(address.get('smooth') ?? 0)
  const axis = axes.find((one) => one === address.get('x')) ?? 'step'
  const view: CurveView = {
    smoothing: smoothing > 0 && smoothing < 1 ? smoothing : 0,
    scale: address.get('log') ? 'log' : 'linear',
    axis,
  }
  const set = (changes: Partial<CurveView>) =>
    address.set({
      ...('smoothing' in changes && { smooth: changes.smoothing ? String(changes.smoothing) : undefined }),
      ...('scale' in changes && { log: changes.scale === 'log' ? '1' : undefined }),
      ...('axis' in changes && { x: changes.axis === 'step' ? undefined : changes.axis }),
    })
  return { view, set }
}
