/** Import cycles: each strongly connected set of files once, by Tarjan's algorithm. `graph`: file → files. */
export function cycles(graph) {
  const seen = new Map()
  const open = []
  const found = []

  const visit = (file) => {
    const mark = { index: seen.size, low: seen.size, open: true }
    seen.set(file, mark)
    open.push(file)
    for (const next of graph.get(file) ?? []) {
      const known = seen.get(next) ?? visit(next)
      if (known.open) mark.low = Math.min(mark.low, known.low)
    }
    if (mark.low === mark.index) {
      const members = open.splice(open.indexOf(file))
      for (const member of members) seen.get(member).open = false
      if (members.length > 1 || graph.get(file)?.includes(file)) found.push(members)
    }
    return mark
  }

  for (const file of graph.keys()) if (!seen.has(file)) visit(file)
  return found
}
