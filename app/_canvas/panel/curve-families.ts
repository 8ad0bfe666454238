import type { MetricPoint } from '../api.ts'

export interface Curve {
  name: string
  points: MetricPoint[]
}

export interface Family {
  title: string
  curves: Curve[]
}

/** One picture a measure: `train_logloss` and `validation_logloss` are two curves of one picture. */
export function familiesOf(points: readonly MetricPoint[]): Family[] {
  const curves = new Map<string, Curve>()
  for (const point of points) {
    const curve = curves.get(point.name) ?? { name: point.name, points: [] }
    curve.points.push(point)
    curves.set(point.name, curve)
  }
  const families = new Map<string, Family>()
  for (const curve of curves.values()) {
    const title = curve.name.replace(splitName, '')
    const family = families.get(title) ?? { title, curves: [] }
    family.curves.push(curve)
    families.set(title, family)
  }
  return [...families.values()]
}

const splitName = /^(train(ing)?|valid(ation)?|test)[ _./-]|[ _./-](train(ing)?|valid(ation)?|test)$/

/** What distinguishes a curve within its picture. */
export const curveLabel = ({ name }: Curve, title: string): string =>
  name.replace(title, '').replaceAll(/^[ _./-]|[ _./-]$/g, '') || name
