import { Fault } from '#pipeline/fault.ts'
import { admit } from '../gate/admit.ts'
import type { GateOrder, GateReply } from '../gate/gated.ts'

/** One file, in a process of its own that may not live long. */
process.on('message', (order: GateOrder) => {
  const reply = (message: GateReply) => process.send?.(message)
  admit(order, reply).then(
    () => reply({ end: true }),
    (thrown) => reply({ fault: Fault.of(thrown).toJSON() }),
  )
})
