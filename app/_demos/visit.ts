/** What a visit by a link is kept in: a cookie where a browser lets it, else a header that the page sends. */
export const visitCookie = (demo: string): string => `espalier_visit_${demo}`
export const visitHeader = 'x-espalier-visit'
