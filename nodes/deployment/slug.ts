import { z } from 'zod'

/** A name that can stand in an address. */
export const slug = () =>
  z
    .string()
    .min(1)
    .max(60)
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case letters, digits and single hyphens, such as late-flights')
