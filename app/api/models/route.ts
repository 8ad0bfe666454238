import { receiveOnnx } from '#services/models/receive-onnx.ts'
import { upload } from '../upload.ts'

/** The bytes of one ONNX file, as they are; never held in memory. Answers what the gate found. */
export const PUT = (request: Request): Promise<Response> =>
  upload(request, 'PUT the bytes of an ONNX file to /api/models', (ctx, source) => receiveOnnx(ctx, { source }))
