export const settings = {}
export const signIn = {}
