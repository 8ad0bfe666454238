/** What a form says of a Gradio app that is to be asked. */
export const gradioApp = {
  asking: 'Asking what the app can be asked …',
  offers: (count: number) =>
    count === 0
      ? 'The app answers, and lists nothing under "Use via API".'
      : `The app answers: ${count} ${count === 1 ? 'call' : 'calls'} to choose from.`,
  again: 'Look at the app again',
  gone: (call: string) => `${call} (the app has no such call)`,
  chooseCall: 'Choose a call',
  nothing: 'This call takes nothing.',
  lacks: 'needs a column or a value',
  standard: (value: string) => `left to the app: ${value}`,
  none: 'nothing',
  always: 'a value for all rows',
  alwaysOf: (name: string) => `Value of ${name} for all rows`,
  fills: (name: string) => `What fills ${name}`,
  fixed: 'Or',
  stray: (name: string) => `${name}: the app has no such parameter`,
  leaveOut: (name: string) => `Leave ${name} out`,
  take: (names: string) => `As the app answers: ${names}`,
}
