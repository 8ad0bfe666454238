/** Whether a tag was set by a program: to people those are in the way. */
export const isProgramTag = (key: string): boolean => /^(mlflow|espalier)\./.test(key)
