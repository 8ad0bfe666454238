/** Where the sign-in page is, for somebody who wanted to be elsewhere. */
export const signInAddress = (wanted: string | null): string =>
  wanted && wanted !== '/' ? `/sign-in?next=${encodeURIComponent(wanted)}` : '/sign-in'

/** Where one goes from there: only to a page of ours, whoever wrote the address. */
export const afterSignIn = (next: string | string[] | undefined): string =>
  typeof next === 'string' && /^\/(?![/\\])[^\s\\]*$/.test(next) ? next : '/'
