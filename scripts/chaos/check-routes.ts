import type { Happening, Release, ReleasesHeld } from './check-releases.ts'

type Live = Record<number, number>

const backwards = ['rolled-back', 'rejected', 'cancelled', 'failed']
const same = (one: Live | undefined, other: Live | undefined) => JSON.stringify(one) === JSON.stringify(other)

/** Routes follow from what happened to releases, each from one, in their order; and whoever answered did so by a route. */
export function routesOf({ releases, happened, routes, answers, answering }: ReleasesHeld): string[] {
  const byNumber = new Map(routes.map(({ number, live }) => [number, live]))
  const released = new Map(releases.map((release) => [release.id, release]))
  const makers = (number: number) => new Set(happened.filter(({ route }) => route === number).map((one) => one.release))
  const told = happened.flatMap(({ route }) => route ?? [])
  const last = routes.at(-1)?.live
  return [
    ...(routes.some(({ number }, at) => number !== at + 1) ? [`lost: routes are ${routes.map((r) => r.number)}`] : []),
    ...routes.slice(1).flatMap(({ number }) => {
      const { size } = makers(number)
      if (size === 0) return [`unapproved: route ${number} belongs to no release`]
      return size > 1 ? [`doubled: route ${number} belongs to ${size} releases`] : []
    }),
    ...told.filter((number) => !byNumber.has(number)).map((number) => `lost: route ${number} is told of`),
    ...told.filter((number, at) => number < (told[at - 1] ?? 0)).map((number) => `lost: route ${number} came late`),
    ...happened.flatMap((one) => misled(one, released.get(one.release), byNumber)),
    ...releases.flatMap((release) => stuck(release, happened)),
    ...answers
      .filter(({ route, version }) => !byNumber.get(route)?.[version])
      .map(({ route, version }) => `unapproved: version ${version} answered by route ${route}`),
    ...(answering === null || last?.[answering]
      ? []
      : [`lost: version ${answering} answers, the last route is another`]),
  ]
}

/** A route that leads elsewhere than what happened says. */
function misled({ kind, route }: Happening, release: Release | undefined, byNumber: Map<number, Live>): string[] {
  if (!release || route === null) return []
  const live = byNumber.get(route)
  if (backwards.includes(kind) && !same(live, byNumber.get(release.fromRoute)))
    return [`lost: release ${release.id} is ${kind}, and route ${route} does not lead back`]
  return kind === 'promoted' && !same(live, { [release.to]: 1 })
    ? [`lost: release ${release.id} is promoted, and route ${route} leads elsewhere`]
    : []
}

/** A release that was given up and kept the traffic it had. */
function stuck({ id }: Release, happened: Happening[]): string[] {
  const own = happened.filter(({ release }) => release === id)
  const last = own.at(-1)
  const routed = own.some(({ kind, route }) => route !== null && !backwards.includes(kind))
  return last && backwards.includes(last.kind) && routed && last.route === null
    ? [`lost: release ${id} is ${last.kind} and kept its traffic`]
    : []
}
