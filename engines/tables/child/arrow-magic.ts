import { open } from 'node:fs/promises'

const arrowMagic = Buffer.from('ARROW1')
const streamMagic = Buffer.from([0xff, 0xff, 0xff, 0xff])

/** Whether a file is in Arrow's IPC format, as a file or as a stream. */
export async function isArrow(path: string): Promise<boolean> {
  const file = await open(path)
  const { buffer } = await file.read(Buffer.alloc(8), 0, 8, 0).finally(() => file.close())
  return buffer.subarray(0, 6).equals(arrowMagic) || buffer.subarray(0, 4).equals(streamMagic)
}
