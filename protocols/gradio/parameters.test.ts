import { expect, it } from 'vitest'
import { parameterNames } from './parameters.ts'

const named = (...names: string[]) => parameterNames(names.map((name) => ({ name })))

it('makes names that Python takes, each only once', () => {
  expect(named('Beak (mm)', 'beak_mm', 'Beak-mm', 'class', '2nd', 'Größe', '体重', '', 'api_name')).toEqual([
    'beak_mm_2',
    'beak_mm',
    'beak_mm_3',
    'input_class',
    'input_2nd',
    'gro_e',
    'input',
    'input_2',
    'input_api_name',
  ])
})
