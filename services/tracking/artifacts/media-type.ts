import { extname } from 'node:path'

const types: Record<string, string> = {
  '.csv': 'text/csv',
  '.html': 'text/html',
  '.ipynb': 'application/x-ipynb+json',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.json': 'application/json',
  '.log': 'text/plain',
  '.md': 'text/markdown',
  '.onnx': 'application/onnx',
  '.parquet': 'application/vnd.apache.parquet',
  '.png': 'image/png',
  '.py': 'text/plain',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain',
  '.yaml': 'text/plain',
  '.yml': 'text/plain',
}

/** By the name, never by what an uploader says of it. MLflow's own files have none that says anything. */
export const mediaTypeOf = (path: string): string =>
  /(^|\/)(MLmodel|MLproject)$/.test(path)
    ? 'text/plain'
    : (types[extname(path).toLowerCase()] ?? 'application/octet-stream')
