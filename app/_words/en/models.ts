export const models = {}
export const endpoints = {}
