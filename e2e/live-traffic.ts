import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { root } from './espalier.ts'

export type Penguin = Record<string, string | number>

export interface Answer {
  id: string
  prediction: string
  version: number
}

/** Those penguins of which all is known, every so many-th. */
export async function penguins(every: number): Promise<Penguin[]> {
  const file = join(root, 'node_modules', 'vega-datasets', 'data', 'penguins.json')
  const all = JSON.parse(await readFile(file, 'utf8')) as Penguin[]
  return all
    .filter((one) => Object.values(one).every((value) => value !== null && value !== '.'))
    .filter((_, index) => index % every === 0)
}

/** As a scale and a ruler read that were never set right: a world in which the model has to learn again. */
export const mismeasured = (penguin: Penguin): Penguin =>
  Object.fromEntries(
    Object.entries(penguin).map(([name, value]) => [name, typeof value === 'number' ? Math.round(value * 0.6) : value]),
  )

/** Asks the protocols server as a program would, each caller by a key of its own. */
export async function ask(endpoint: string, rows: Penguin[], caller?: string): Promise<Answer[]> {
  const sent = rows.map(({ Species: _, ...row }) => row)
  const answer = await post(`/predict/${endpoint}`, { rows: sent }, caller)
  return answer.predictions.map((one: Omit<Answer, 'version'>) => ({ ...one, version: answer.version }))
}

/** Says what they were. */
export async function label(endpoint: string, rows: Penguin[], answers: Answer[]): Promise<void> {
  const labels = rows.map(({ Species }, index) => ({ prediction: answers[index]?.id, label: Species }))
  // Answers are on record a moment after they are given.
  await expect(async () => expect(await post(`/labels/${endpoint}`, labels)).toMatchObject({ refused: [] })).toPass()
}

async function post(path: string, body: unknown, caller?: string) {
  const file = await readFile(join(process.env.ESPALIER_HOME ?? '', 'server.json'), 'utf8')
  const { apiUrl, token } = JSON.parse(file) as { apiUrl: string; token: string }
  const answer = await fetch(new URL(path, apiUrl), {
    method: 'POST',
    headers: {
      ...{ authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(caller && { 'x-espalier-key': caller }),
    },
    body: JSON.stringify(body),
  })
  expect(answer.status, path).toBe(200)
  return await answer.json()
}
