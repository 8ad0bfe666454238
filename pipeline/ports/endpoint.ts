import { z } from 'zod'

export const endpointValue = z.object({
  type: z.literal('endpoint'),
  id: z.string(),
  name: z.string(),
  version: z.number().int(),
})
export type EndpointValue = z.infer<typeof endpointValue>

export interface EndpointSchema {
  type: 'endpoint'
  name: string
}
