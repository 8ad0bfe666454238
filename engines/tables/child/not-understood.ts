/** Thrown for syntax that is left to the engine. */
export class NotUnderstood extends Error {}
