import { readFile } from 'node:fs/promises'
import { InferenceSession } from 'onnxruntime-node'
import { Fault } from '#pipeline/fault.ts'
import { refuseForeign } from '../refuse-foreign.ts'

const admit = async (path: string) => {
  const bytes = await readFile(path)
  refuseForeign(bytes)
  // From memory, so that nothing beside the file can be found.
  const options = { intraOpNumThreads: 1, interOpNumThreads: 1, logSeverityLevel: 3 } as const
  const session = await InferenceSession.create(bytes, options).catch((cause) => {
    throw new Fault('BAD_DATA', `not a model that can be run: ${Fault.of(cause).message}`)
  })
  if (session.inputNames.length === 0) throw new Fault('BAD_DATA', 'the model has no inputs')
}

process.on('message', (path: string) => {
  admit(path).then(
    () => process.send?.({}),
    (thrown) => process.send?.({ fault: Fault.of(thrown).toJSON() }),
  )
})
