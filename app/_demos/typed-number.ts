/** What somebody typed where a number is asked, with a decimal comma as well; what is none is left as it is. */
export function typedNumber(typed: string): number | string {
  const text = typed.trim().replace(/^([-+]?\d*),(\d+)$/, '$1.$2')
  const number = Number(text)
  return text !== '' && Number.isFinite(number) ? number : typed
}
