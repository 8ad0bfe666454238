import { subscribe } from '#services/events/subscribe.ts'
import { router, subscription } from '../procedure.ts'

/** What changes in the project, so that lists are read again when, and only when, there is something new. */
export const events = router({ watch: subscription(subscribe) })
