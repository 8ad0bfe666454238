import { layout, type Shape } from './layout.ts'

type Places = Record<string, { x: number; y: number }>

const workerPays = 60

/** Lays a pipeline out without holding up the page: small ones at once, large ones in a worker. */
export function tidy(shape: Shape): Promise<Places> {
  if (shape.nodes.length < workerPays || typeof Worker === 'undefined') return Promise.resolve(layout(shape))
  const worker = new Worker(new URL('./layout-worker.ts', import.meta.url), { type: 'module' })
  return new Promise<Places>((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<Places>) => resolve(data))
    worker.addEventListener('error', reject)
    worker.postMessage(shape)
  }).finally(() => worker.terminate())
}
