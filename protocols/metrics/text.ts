/** All that is told under one name. */
export interface Family {
  name: string
  help: string
  type: 'counter' | 'gauge' | 'histogram'
  values: { labels: Record<string, string>; value: number; suffix?: string }[]
}

/** Prometheus's text format, version 0.0.4. */
export const text = (families: Family[]): string =>
  families
    .flatMap(({ name, help, type, values }) => [
      `# HELP ${name} ${help}`,
      `# TYPE ${name} ${type}`,
      ...values.map(({ labels, value, suffix = '' }) => `${name}${suffix}${labelsText(labels)} ${value}`),
    ])
    .join('\n')

function labelsText(labels: Record<string, string>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`)
  return pairs.length > 0 ? `{${pairs.join(',')}}` : ''
}

const escaped = (value: string): string => value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"')
