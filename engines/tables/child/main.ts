import { Fault } from '#pipeline/fault.ts'
import type { Order, Reply } from '../requests.ts'
import { bind } from './bind.ts'
import { detect } from './detect.ts'
import { preview } from './preview.ts'
import { profile } from './profile.ts'
import { select } from './select.ts'

process.on('message', (order: Order) => {
  answer(order).then(
    (value) => reply({ answer: value }),
    (thrown: unknown) => reply({ fault: Fault.of(thrown).toJSON() }),
  )
})
process.on('disconnect', () => process.exit())

const reply = (message: Reply) => process.send?.(message)

function answer({ job, request, limits }: Order) {
  switch (job) {
    case 'bind':
      return bind(request, limits)
    case 'detect':
      return detect(request, limits)
    case 'select':
      return select(request, limits)
    case 'preview':
      return preview(request, limits)
    case 'profile':
      return profile(request, limits)
  }
}
