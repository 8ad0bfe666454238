export const pipelines = {}
export const runs = {}
export const welcome = {}
