/** The wire under a point of the screen, if there is one. */
export const wireUnder = (x: number, y: number): string | undefined =>
  closestId(document.elementsFromPoint(x, y), '.react-flow__edge')

/** The node under a point of the screen, if there is one. */
export const nodeUnder = (x: number, y: number): string | undefined =>
  closestId(document.elementsFromPoint(x, y), '.react-flow__node')

function closestId(elements: Element[], selector: string): string | undefined {
  for (const element of elements) {
    const id = element.closest(selector)?.getAttribute('data-id')
    if (id) return id
  }
  return undefined
}
