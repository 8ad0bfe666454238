interface Named {
  name: string
  number: number
}

/** Names that would lead elsewhere: to other pages, to another folder, or to the experiment of that number. */
const reserved = /^(compare|\.{1,2}|\d+)$/

/** Where an experiment is shown: by its name, which people can read, or by its number where the name cannot stand there. */
export const experimentHref = (project: string, { name, number }: Named): string =>
  `/${project}/experiments/${reserved.test(name) ? number : encodeURIComponent(name)}`

export const trackedRunHref = (project: string, experiment: Named, run: string): string =>
  `${experimentHref(project, experiment)}/runs/${run}`

/** What a part of an address names. */
export function readExperiment(part: string): { name: string } | { number: number } {
  const name = decoded(part)
  return /^\d{1,9}$/.test(name) ? { number: Number(name) } : { name }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
