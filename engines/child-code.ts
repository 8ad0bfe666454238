import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { buildSync, type OutputFile } from 'esbuild'

const made = new Map<string, string>()

/**
 * Where the code of a child process lies as plain JavaScript, with the packages it uses; made once a process, from the
 * sources at `entry` beneath `root`. A child that translated them itself would take five times as long to start.
 */
export function childCode(root: string, entry: string): string {
  const source = join(/* turbopackIgnore: true */ root, entry)
  const known = made.get(source)
  // Whoever installs packages anew sweeps it away.
  if (known && existsSync(known)) return known
  const { outputFiles } = buildSync({
    entryPoints: [source],
    outdir: '/',
    write: false,
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    outExtension: { '.js': '.mjs' },
    external: natives,
    legalComments: 'none',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url)" },
  })
  const folder = keep(join(/* turbopackIgnore: true */ root, 'node_modules', '.cache', 'espalier'), outputFiles)
  const file = join(folder, `${basename(entry, '.ts')}.mjs`)
  made.set(source, file)
  return file
}

/** They find their libraries by where they lie. */
const natives = ['@duckdb/node-bindings', 'onnxruntime-node']

/** In a folder named by its content, so that a child never starts from half of it or from another's. */
function keep(parent: string, files: OutputFile[]): string {
  const hash = createHash('sha256')
  for (const { path, contents } of files) hash.update(path).update(contents)
  const folder = join(parent, hash.digest('hex').slice(0, 16))
  if (existsSync(folder)) return folder
  mkdirSync(parent, { recursive: true })
  const draft = mkdtempSync(`${folder}.`)
  for (const { path, contents } of files) writeFileSync(join(draft, basename(path)), contents)
  try {
    renameSync(draft, folder)
  } catch (error) {
    rmSync(draft, { recursive: true })
    if (!existsSync(folder)) throw error
  }
  return folder
}
