/** Where runs and releases wait for a worker. */
export const taskQueue = 'espalier'

/** Firings have slots of their own: whatever many runs do, none waits behind their steps. */
export const firingQueue = 'espalier-firings'
