import { Fault } from '#pipeline/fault.ts'
import { add } from '#services/files/add.ts'
import { upload } from '../upload.ts'

const hint = 'PUT the bytes of a file to /api/files?name=NAME'

/** The bytes of one table, as they are; never held in memory. Answers the file's row as JSON. */
export const PUT = (request: Request): Promise<Response> =>
  upload(request, hint, async (ctx, source) => {
    const { searchParams } = new URL(request.url)
    const name = searchParams.get('name')
    const encoding = searchParams.get('encoding')
    if (!name) throw new Fault('INVALID_INPUT', 'no name', { hint })
    return await add(ctx, { name, source, ...(encoding && { encoding }) })
  })
