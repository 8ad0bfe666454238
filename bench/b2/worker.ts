import { readEnvironment } from '../../services/environment.ts'
import { openPlatform } from '../../services/open-platform.ts'
import { openWorker } from '../../workflows/open-worker.ts'
import { testCatalogue } from '../../workflows/testing/catalogue.ts'
import { copyingKernels } from '../../workflows/testing/copying-kernels.ts'
import { bundleFolder } from '../../workflows/testing/worker.ts'

// A worker as deployed, but for kernels that do nothing: what is measured is the interpreter, not Python.
const environment = readEnvironment()
const { temporalAddress } = environment
const resources = await openPlatform({ environment, catalogue: testCatalogue })
const worker = await openWorker({ resources, kernels: copyingKernels, temporalAddress, bundleFolder })
process.once('SIGTERM', () => void worker.close())
process.send?.('ready')
await worker.stopped
process.exit()
