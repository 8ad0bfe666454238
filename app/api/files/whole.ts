import { pipeline, type Readable, Transform } from 'node:stream'
import { Fault } from '#pipeline/fault.ts'

/** The bytes of an upload, which fail at their end if fewer or more came than were announced: half a table is no table. */
export function whole(source: Readable, announced: string | null): Readable {
  let came = 0
  const counting = new Transform({
    transform(chunk: Buffer, _, done) {
      came += chunk.length
      done(null, chunk)
    },
    flush(done) {
      const short = announced !== null && Number(announced) !== came
      done(
        short
          ? new Fault('BAD_DATA', `the upload is not whole: ${came} of ${announced} bytes came`, {
              hint: 'upload it again',
            })
          : null,
      )
    },
  })
  return pipeline(source, counting, () => {})
}
