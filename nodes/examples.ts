/** A value that a node of the laws works on: what a node with these parameters and inputs puts out. Inputs name other examples. */
export interface Example {
  kind: string
  params: Record<string, unknown>
  inputs: Record<string, string>
}

const loaded = (file: string): Example => ({ kind: 'etl.load-file', params: { file }, inputs: {} })

export const examples: Record<string, Example> = {
  digitModel: {
    kind: 'training.classifier',
    params: { trees: 5, minRowsPerLeaf: 5 },
    inputs: { rows: 'splitDigits' },
  },
  digits: { kind: 'etl.load-sample', params: {}, inputs: {} },
  encodedPenguins: { kind: 'feature.encode', params: {}, inputs: { rows: 'imputedPenguins' } },
  imputedPenguins: { kind: 'feature.impute', params: {}, inputs: { rows: 'splitPenguins' } },
  islands: loaded('islands.csv'),
  penguinModel: {
    kind: 'training.classifier',
    params: { trees: 10, minRowsPerLeaf: 5 },
    inputs: { rows: 'encodedPenguins' },
  },
  penguinQuality: {
    kind: 'monitor.quality',
    params: { newCategories: 1 },
    inputs: { current: 'penguins', model: 'penguinModel' },
  },
  penguinReport: {
    kind: 'validation.evaluate',
    params: {},
    inputs: { model: 'penguinModel', rows: 'splitPenguins' },
  },
  penguins: loaded('penguins.csv'),
  registeredPenguinModel: {
    kind: 'deployment.register-model',
    params: { name: 'penguins' },
    inputs: { model: 'penguinModel' },
  },
  splitDigits: {
    kind: 'feature.split',
    params: { target: 'digit', method: 'stratified' },
    inputs: { rows: 'digits' },
  },
  splitPenguins: {
    kind: 'feature.split',
    params: { target: 'species', method: 'stratified', ids: ['tag'] },
    inputs: { rows: 'penguins' },
  },
}

const species = [
  { name: 'Adelie', beak: 38, depth: 18, mass: 3700, islands: ['Biscoe', 'Dream', 'Torgersen'] },
  { name: 'Chinstrap', beak: 49, depth: 18, mass: 3750, islands: ['Dream'] },
  { name: 'Gentoo', beak: 47, depth: 15, mass: 5100, islands: ['Biscoe'] },
] as const

/** Penguins that never lived, of three kinds that can be told apart, with gaps; a hundred and eighty of them, always the same. */
function penguins(): string {
  const rows = Array.from({ length: 180 }, (_, index) => {
    const { name, beak, depth, mass, islands } = species[index % 3] as (typeof species)[number]
    const wave = (step: number, size: number) => (((index * step) % 17) / 17 - 0.5) * size
    const length = index % 23 === 5 ? '' : (beak + wave(5, 6)).toFixed(1)
    const sex = index % 19 === 7 ? '' : index % 2 ? 'male' : 'female'
    return [
      `P${String(index).padStart(3, '0')}`,
      name,
      islands[index % islands.length],
      length,
      (depth + wave(7, 2)).toFixed(1),
      Math.round(mass + wave(3, 900) + (index % 2) * 400),
      sex,
      2007 + (index % 3),
    ].join(',')
  })
  return ['tag,species,island,Beak Length (mm),Beak Depth (mm),mass,sex,year', ...rows].join('\n')
}

const code = (source: string, ...tags: string[]) => ({
  cell_type: 'code',
  id: source.replaceAll(/\W+/g, '-').slice(0, 30),
  metadata: tags.length > 0 ? { tags } : {},
  execution_count: null,
  outputs: [],
  source,
})

/** Keeps the heavy penguins. */
const heavy = JSON.stringify({
  nbformat: 4,
  nbformat_minor: 5,
  metadata: { kernelspec: { name: 'python3', display_name: 'Python 3', language: 'python' } },
  cells: [
    code('at_least = 4000  # grams', 'parameters'),
    code(
      "import espalier\npenguins = espalier.inputs['penguins']\nheavy = penguins[penguins.mass >= at_least]\nheavy.head()",
    ),
    code("espalier.log(share=len(heavy) / len(penguins))\nespalier.output('heavy', heavy)"),
  ],
})

/** By name, as a project would hold them. */
export const exampleFiles: Record<string, string> = {
  'heavy.ipynb': heavy,
  'islands.csv': 'name,latitude,mass\nBiscoe,-65.43,1\nTorgersen,-64.77,2\nAnvers,-64.55,3\n',
  'penguins.csv': penguins(),
}
