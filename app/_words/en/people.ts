export const people = {
  title: 'People',
  about: 'Who works in this project, and what they may do. Somebody other than whoever asks agrees to releases.',
  invite: 'Invite somebody',
  name: 'Name',
  email: 'Email',
  role: 'May',
  roles: {
    owner: 'Owner',
    engineer: 'Engineer',
    scientist: 'Data scientist',
    analyst: 'Analyst',
    viewer: 'Viewer',
  },
  roleHints: {
    owner: 'Everything, and who else may',
    engineer: 'Everything but people and protections; also where alerts go',
    scientist: 'Pipelines, models, endpoints and notebooks',
    analyst: 'Pipelines, models and endpoints',
    viewer: 'Look, and ask endpoints',
  },
  you: 'you',
  waiting: 'not here yet',
  roleOf: (name: string) => `What ${name} may do`,
  link: (name: string) => `A link for ${name}`,
  linkAbout: (when: string) =>
    `Give it to nobody else: whoever opens it is signed in as this person. It opens once, until ${when}.`,
  done: 'I have copied it',
  added: (name: string) => `${name} has an account here already, and is a member now`,
  newLink: 'Make a new link',
  more: (name: string) => `More about ${name}`,
  remove: 'Remove',
  removeTitle: (name: string) => `Remove ${name}?`,
  removeConsequence: 'Their tokens, schedules and triggers do nothing more in this project. What they made stays.',
  removed: (name: string) => `${name} is removed`,
  onlyOwners: 'Owners invite people and say what they may do.',
}

const roles: Readonly<Record<string, string>> = people.roles
export const roleText = (role: string): string => (roles[role] ?? role).toLowerCase()
