import { z } from 'zod'

/** In how many parts of equal length a node looks at its rows. */
export const chunks = () =>
  z.number().int().min(1).max(200).default(12).meta({
    title: 'Parts',
    description: 'In how many parts of equal length, by time where it is known, the rows are looked at.',
  })
