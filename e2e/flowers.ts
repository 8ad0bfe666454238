/** A table that a user might bring: 300 flowers whose colour follows from their measures, with some gaps. */
export function flowers(): string {
  const rows = Array.from({ length: 300 }, (_, index) => {
    const petal = (index * 37) % 60
    const height = (index * 53) % 90
    const bed = ['north', 'south', 'pond'][index % 3]
    const colour = petal > 30 ? 'red' : height > 45 ? 'white' : 'blue'
    return `${petal / 10},${index % 11 === 0 ? '' : height},${bed},${colour}`
  })
  return ['petal,height,bed,colour', ...rows].join('\n')
}
