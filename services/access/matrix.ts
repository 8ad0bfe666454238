export const memberRoles = ['owner', 'engineer', 'scientist', 'analyst', 'viewer'] as const
/** `worker` is the platform itself, acting for the person who started a run. */
export type Role = (typeof memberRoles)[number] | 'worker'
