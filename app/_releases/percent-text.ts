/** A share as percent with three digits. */
export const percentText = (share: number | null | undefined): string =>
  share === null || share === undefined ? '–' : `${Number((share * 100).toPrecision(3))} %`
