import type { Column } from '#pipeline/columns.ts'

const numbers = (type: string, names: string[]): Column[] => names.map((name) => ({ name, type }))
const label = (name: string): Column => ({ name, type: 'VARCHAR' })

const pixels = Array.from({ length: 64 }, (_, place) => `pixel ${Math.floor(place / 8)} ${place % 8}`)

const lengths = ['sepal length (cm)', 'sepal width (cm)', 'petal length (cm)', 'petal width (cm)']

const measurements = [
  ...['alcohol', 'malic_acid', 'ash', 'alcalinity_of_ash', 'magnesium', 'total_phenols', 'flavanoids'],
  ...['nonflavanoid_phenols', 'proanthocyanins', 'color_intensity', 'hue', 'od280/od315_of_diluted_wines', 'proline'],
]

/** Columns of each sample, as run.py writes them. */
export const samples = {
  digits: [...numbers('BIGINT', pixels), label('digit')],
  iris: [...numbers('DOUBLE', lengths), label('species')],
  wine: [...numbers('DOUBLE', measurements), label('class')],
} satisfies Record<string, Column[]>
