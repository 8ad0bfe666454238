import { layout, type Shape } from './layout.ts'

addEventListener('message', ({ data }: MessageEvent<Shape>) => postMessage(layout(data)))
