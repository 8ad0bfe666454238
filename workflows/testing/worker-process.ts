import { openKernels } from '#engines/kernels/open-kernels.ts'
import { readEnvironment } from '#services/environment.ts'
import { openPlatform } from '#services/open-platform.ts'
import { openWorker } from '../open-worker.ts'
import { testCatalogue } from './catalogue.ts'

// `worker.ts`, but with the catalogue of the tests.
const environment = readEnvironment()
const worker = await openWorker({
  resources: await openPlatform({ environment, catalogue: testCatalogue }),
  kernels: openKernels({ baseUrl: environment.jupyterUrl ?? '', token: environment.jupyterToken ?? '' }),
  temporalAddress: environment.temporalAddress,
  bundleFolder: process.env.BUNDLE_FOLDER ?? '',
})
process.once('SIGTERM', () => void worker.close())
process.send?.('ready')
await worker.stopped
process.exit()
