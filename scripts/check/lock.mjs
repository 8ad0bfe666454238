import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Optional packages that some package wants and the lock does not know; with them missing, `npm ci` refuses the lock. */
export function packagesThatAreMissing({ packages }) {
  return Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies).flatMap(([name, version]) =>
      isKnown(packages, path, name) ? [] : [{ name, version }],
    ),
  )
}

const folders = ['.', 'jupyter-extension']

export const lockIsWhole = () =>
  folders.flatMap((folder) => {
    const path = join(folder, 'package-lock.json')
    const text = readFileSync(path, 'utf8')
    const missing = packagesThatAreMissing(JSON.parse(text)).map(({ name }) => name)
    return [
      ...missing.map((name) => `${path} lacks ${name}: run node scripts/complete-lock.mjs ${folder}`),
      ...(/"resolved": "http/.test(text)
        ? [`${path} names a registry: npm's omit-lockfile-registry-resolved leaves it out`]
        : []),
    ]
  })

/** As Node looks for packages: beside, then further up. */
function isKnown(packages, from, name) {
  if (packages[`${from}/node_modules/${name}`]) return true
  const above = from.lastIndexOf('/node_modules/')
  return above > 0 ? isKnown(packages, from.slice(0, above), name) : `node_modules/${name}` in packages
}
