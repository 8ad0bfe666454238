/** The runs in whose folders files lie, going by the names of the folders alone: a run may have moved, or be gone. */
export function runsOf(paths: readonly string[]): string[] {
  return [...new Set(paths.flatMap((path) => /(?:^|\/)([0-9a-f]{32})\//.exec(path)?.[1] ?? []))]
}
