import { Fault } from '#pipeline/fault.ts'
import type { Order, Reply } from '../requests.ts'
import { bind } from './bind.ts'
import { renewEngine } from './engine.ts'
import { select } from './select.ts'

process.on('message', async (order: Order) => {
  await answer(order).then(
    (value) => reply({ answer: value }),
    (thrown: unknown) => reply({ fault: Fault.of(thrown).toJSON() }),
  )
  if (order.job === 'select') renewEngine(order.limits)
})
renewEngine()
process.on('disconnect', () => process.exit())

const reply = (message: Reply) => process.send?.(message)

/** What most children do is loaded while they wait; the rest when it is asked for. */
async function answer({ job, request, limits }: Order) {
  switch (job) {
    case 'bind':
      return bind(request, limits)
    case 'trace':
      return (await import('./trace.ts')).trace(request, limits)
    case 'detect':
      return (await import('./detect.ts')).detect(request, limits)
    case 'select':
      return select(request, limits)
    case 'preview':
      return (await import('./preview.ts')).preview(request, limits)
    case 'profile':
      return (await import('./profile.ts')).profile(request, limits)
  }
}
