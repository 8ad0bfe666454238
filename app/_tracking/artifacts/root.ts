interface Kept {
  id: string
  experiment: number
  artifactLocation: string | null
}

/** Where the artifacts of a run are: a folder of our own store, or an address elsewhere. */
export function artifactRoot({ id, experiment, artifactLocation }: Kept): { folder: string } | { elsewhere: string } {
  const above = artifactLocation ?? `mlflow-artifacts:/${experiment}`
  const uri = `${above.replace(/\/+$/, '')}/${id.replaceAll('-', '')}/artifacts`
  const folder = /^mlflow-artifacts:\/+(.*)$/.exec(uri)?.[1]
  return folder === undefined ? { elsewhere: uri } : { folder }
}
