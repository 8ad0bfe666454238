import { randomInt } from 'node:crypto'

const qualities = ['able', 'bold', 'calm', 'deft', 'fond', 'glad', 'keen', 'kind', 'neat', 'quiet', 'rare', 'swift']
const plants = [
  'alder',
  'apple',
  'birch',
  'cedar',
  'elder',
  'hazel',
  'maple',
  'medlar',
  'pear',
  'plum',
  'quince',
  'rowan',
]

const one = (list: readonly string[]) => list[randomInt(list.length)] as string

/** For a run that nobody named. */
export const inventName = (): string => `${one(qualities)}-${one(plants)}-${randomInt(1000)}`
