import { join } from 'node:path'
import { DefaultLogger, makeTelemetryFilterString, Runtime } from '@temporalio/worker'
import { openKernels } from '#engines/kernels/open-kernels.ts'
import { catalogue } from '#nodes/index.ts'
import { readEnvironment } from '#services/environment.ts'
import { openPlatform } from '#services/open-platform.ts'
import { openWorker } from './open-worker.ts'

const environment = readEnvironment()
if (!environment.jupyterUrl) throw new Error('wrong environment: JUPYTER_URL is not set')

Runtime.install({
  logger: new DefaultLogger('WARN'),
  // The core warns of every line of short steps that takes more than five seconds.
  telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR' }) } },
  shutdownSignals: [],
})
const resources = await openPlatform({ environment, catalogue })
const kernels = openKernels({ baseUrl: environment.jupyterUrl, token: environment.jupyterToken ?? '' })
const worker = await openWorker({
  resources,
  kernels,
  temporalAddress: environment.temporalAddress,
  bundleFolder: join(environment.home, 'temporal'),
})

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void worker.close())
process.send?.('ready')
await worker.stopped
await resources.close()
// What a step of this worker still awaits goes on in its kernel, for the next worker.
process.exit()
