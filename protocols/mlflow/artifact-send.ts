import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { open } from '#services/tracking/artifacts/open.ts'
import { contextOf } from '../identify.ts'

/** Answers with the bytes of an artifact, or with the part of them that was asked for. Never anything a browser opens. */
export async function sendArtifact(request: FastifyRequest, reply: FastifyReply, path: string): Promise<FastifyReply> {
  const { path: file, size, mediaType } = await open(contextOf(request), { path })
  const name = encodeURIComponent(basename(path)).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
  reply.headers({
    'accept-ranges': 'bytes',
    'content-type': mediaType,
    'content-disposition': `attachment; filename*=UTF-8''${name}`,
    'x-content-type-options': 'nosniff',
  })
  const range = rangeOf(request.headers.range, size)
  if (range === 'none') return reply.code(416).header('content-range', `bytes */${size}`).send()
  if (!range) return reply.header('content-length', size).send(createReadStream(file, { highWaterMark }))
  const { start, end } = range
  return reply
    .code(206)
    .headers({ 'content-length': end - start + 1, 'content-range': `bytes ${start}-${end}/${size}` })
    .send(createReadStream(file, { start, end, highWaterMark }))
}

const highWaterMark = 256 * 1024

/** RFC 9110, 14.2: one range; several, and what is no range, are the same as none asked for. */
function rangeOf(header: string | undefined, size: number): { start: number; end: number } | 'none' | undefined {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? []
  if (first === undefined || last === undefined || (first === '' && last === '')) return undefined
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1)
  return start < size && start <= end ? { start, end } : 'none'
}
