import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits, in letters that need no quoting anywhere. */
export const newSecret = (prefix: string): string => `${prefix}${randomBytes(32).toString('base64url')}`

/** The stored form. The secrets have 256 random bits, so nothing slower is needed against guessing. */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex')
