import type { Client } from './client.ts'

export type Release = NonNullable<Awaited<ReturnType<Client['releases']['get']['query']>>>

/** Follows the release of an endpoint to its end, told of each change by the platform. */
export function followRelease(
  client: Client,
  endpoint: string,
  ended: Record<Release['state'], unknown>,
  onChange: (release: Release) => void,
): Promise<Release> {
  return new Promise((resolve, reject) => {
    let shown = ''
    const close = (settle: () => void) => {
      subscription.unsubscribe()
      settle()
    }
    const look = async () => {
      const release = await client.releases.get.query({ endpoint })
      if (!release) return
      const now = `${release.state} ${release.step}`
      if (now !== shown) onChange(release)
      shown = now
      if (ended[release.state] !== undefined) close(() => resolve(release))
    }
    const subscription = client.events.watch.subscribe(
      {},
      {
        onData: ({ topic }) => {
          if (topic === 'release' || topic === 'everything') look().catch((error) => close(() => reject(error)))
        },
        onError: (error) => close(() => reject(error)),
      },
    )
  })
}
