// A thread does not take over the TypeScript loader of its process.
import { register } from 'tsx/esm/api'

register()
await import('./thread.ts')
