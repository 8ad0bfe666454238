import type { PortValue } from '#pipeline/ports/index.ts'

const parquet = 'application/vnd.apache.parquet'
const onnx = 'application/x-onnx'
const json = 'application/json'

/** Every artifact that a value on a wire names, with its media type. */
export function artifactsOf(value: PortValue): { sha256: string; mediaType: string }[] {
  switch (value.type) {
    case 'table':
      return [
        { sha256: value.artifact, mediaType: parquet },
        ...(value.chain
          ? [
              { sha256: value.chain.raw.artifact, mediaType: parquet },
              ...value.chain.graphs.map((sha256) => ({ sha256, mediaType: onnx })),
            ]
          : []),
      ]
    case 'model':
      return [
        { sha256: value.artifact, mediaType: onnx },
        { sha256: value.details, mediaType: json },
      ]
    case 'report':
      return [{ sha256: value.artifact, mediaType: json }]
    case 'endpoint':
      return []
  }
}
