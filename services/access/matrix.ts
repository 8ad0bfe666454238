export const memberRoles = ['owner', 'engineer', 'scientist', 'analyst', 'viewer'] as const
/**
 * `worker` is the platform itself, acting for the person who started a run; `visitor` is somebody who was let in to one
 * demo, whether by a link or by name.
 */
export type Role = (typeof memberRoles)[number] | 'worker' | 'visitor'

const members = memberRoles
const visitors = [...memberRoles, 'visitor'] as const
const authors = ['owner', 'engineer', 'scientist', 'analyst'] as const

/** Resource → action → roles. What is not listed is denied. */
export const matrix = {
  alert: { read: [...members, 'worker'], write: authors },
  /** Where alerts are sent to: out of the platform. */
  channel: { read: members, write: ['owner', 'engineer'] },
  /** `decide`: who could be named by a protection; it says who is. */
  approval: { read: [...members, 'worker'], decide: authors, protect: ['owner'], withdraw: authors },
  artifact: { read: [...members, 'worker'] },
  audit: { read: ['owner'] },
  /** `open`: to see the page; `ask`: to try it, and to say whether an answer was right. */
  demo: {
    ...{ read: [...members, 'worker'], write: [...authors, 'worker'], share: authors, remove: authors },
    ...{ open: visitors, ask: visitors },
  },
  endpoint: { read: [...members, 'worker'], deploy: [...authors, 'worker'], decommission: authors, remove: authors },
  event: { read: [...members, 'worker'] },
  file: { read: [...members, 'worker'], write: authors, remove: authors },
  /** What predictions should have been. */
  label: { read: [...members, 'worker'], write: authors },
  lineage: { read: members },
  /** `write`: to invite people, say what they may do, and end it. */
  member: { read: members, write: ['owner'] },
  model: { read: [...members, 'worker'], register: [...authors, 'worker'], remove: authors, archive: authors },
  /** Whoever opens notebooks runs code of their own on the Jupyter server. */
  notebook: { open: ['owner', 'engineer', 'scientist'] },
  pipeline: { read: members, write: authors, remove: authors },
  prediction: { read: [...members, 'worker'], record: members },
  project: { read: members },
  /** `decide`: to agree to one that waits; `stop`: to end one and go back. */
  release: {
    ...{ read: [...members, 'worker'], start: [...authors, 'worker'], decide: authors, stop: authors },
    lead: ['worker'],
  },
  run: { read: [...members, 'worker'], start: authors, cancel: authors, work: ['worker'] },
  schedule: { read: members, write: authors, remove: authors },
  template: { read: members },
  token: { read: members, write: members },
  /** `call`: to run what is offered as an endpoint. */
  trigger: { read: members, write: authors, remove: authors, call: authors },
  tracking: { read: [...members, 'worker'], write: [...authors, 'worker'], remove: authors, destroy: ['owner'] },
} as const satisfies Record<string, Record<string, readonly Role[]>>

export type Resource = keyof typeof matrix
export type ActionOf<R extends Resource> = keyof (typeof matrix)[R] & string
export type Permission = { [R in Resource]: `${R}.${ActionOf<R>}` }[Resource]

const reading = [
  'alert.read',
  'approval.read',
  'demo.read',
  'demo.open',
  'endpoint.read',
  'event.read',
  'artifact.read',
  'file.read',
  'label.read',
  'lineage.read',
  'model.read',
  'pipeline.read',
  'prediction.read',
  'project.read',
  'release.read',
  'run.read',
  'schedule.read',
  'template.read',
  'tracking.read',
  'trigger.read',
] as const satisfies readonly Permission[]

/** What an API token of a scope may do of what its owner may do. */
export const scopes = {
  all: undefined,
  read: reading,
  predict: ['endpoint.read', 'model.read', 'artifact.read', 'demo.open', 'demo.ask', 'prediction.record'],
  /** Runs pipelines that are offered as endpoints, and sees what comes of it. */
  call: ['trigger.call', 'run.read', 'artifact.read'],
  /** For the system that learns what came true. */
  label: ['endpoint.read', 'label.write'],
  /** For a Jupyter server: what code in a notebook and the panel beside it do. It makes no tokens and destroys nothing. */
  notebook: [
    ...reading,
    ...(['file.write', 'label.write', 'model.register', 'tracking.write', 'prediction.record'] as const),
    ...(['pipeline.write', 'run.start', 'run.cancel'] as const),
    ...(['demo.write', 'demo.share', 'demo.ask'] as const),
  ],
} as const satisfies Record<string, readonly Permission[] | undefined>

export type Scope = keyof typeof scopes
export const scopeNames = Object.keys(scopes) as [Scope, ...Scope[]]
