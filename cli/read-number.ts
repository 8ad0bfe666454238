import { InvalidArgumentError } from 'commander'

/** A number of the command line. */
export function readNumber(text: string): number {
  const number = Number(text)
  if (text.trim() === '' || !Number.isFinite(number)) throw new InvalidArgumentError('it is not a number.')
  return number
}
