import type { QueryClientConfig } from '@tanstack/react-query'

/** Events say when to read again, so what was read stays fresh, and a fault is shown rather than tried three times. */
export const queryOptions: QueryClientConfig = {
  defaultOptions: { queries: { staleTime: 30_000, retry: false }, mutations: { retry: false } },
}
