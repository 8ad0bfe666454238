import { once } from 'node:events'
import type { Extract, Pack } from 'tar-stream'

/** Writes all that comes, no faster than it is taken. */
export async function feed(
  source: AsyncIterable<Uint8Array | string>,
  sink: Extract | ReturnType<Pack['entry']>,
): Promise<void> {
  for await (const chunk of source) if (!sink.write(chunk)) await once(sink as unknown as NodeJS.EventEmitter, 'drain')
  sink.end(null)
}
