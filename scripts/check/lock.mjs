import { readFileSync } from 'node:fs'

/** Optional packages that some package wants and the lock does not know; with them missing, `npm ci` refuses the lock. */
export function packagesThatAreMissing({ packages }) {
  return Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies).flatMap(([name, version]) =>
      isKnown(packages, path, name) ? [] : [{ name, version }],
    ),
  )
}

export function lockIsWhole() {
  const missing = packagesThatAreMissing(JSON.parse(readFileSync('package-lock.json', 'utf8')))
  if (missing.length === 0) return []
  const names = missing.map(({ name }) => name).join(', ')
  return [`package-lock.json lacks ${names}: run node scripts/complete-lock.mjs`]
}

/** As Node looks for packages: beside, then further up. */
function isKnown(packages, from, name) {
  if (packages[`${from}/node_modules/${name}`]) return true
  const above = from.lastIndexOf('/node_modules/')
  return above > 0 ? isKnown(packages, from.slice(0, above), name) : `node_modules/${name}` in packages
}
