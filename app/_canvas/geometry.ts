/** Size of a node on the canvas, in canvas pixels. */
export const cardWidth = 208
export const cardHeight = 68

/** Height, from the card's top, of the middle of port `index` of `count`. */
export const portY = (index: number, count: number): number => Math.round((cardHeight * (index + 1)) / (count + 1))

export const portSize = 12
