import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { bundleWorkflowCode } from '@temporalio/worker'

/** Writes the workflow code as one file, to the path it is given; see `bundle.ts`. */
const [file = ''] = process.argv.slice(2)
const ignore = () => undefined
const { code } = await bundleWorkflowCode({
  workflowsPath: fileURLToPath(new URL('./all.ts', import.meta.url)),
  logger: { log: ignore, trace: ignore, debug: ignore, info: ignore, warn: console.warn, error: console.error },
})
await writeFile(file, code)
