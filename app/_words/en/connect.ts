export const notebooks = {
  missing: (where: string) => `The JupyterLab at ${where} does not know this platform`,
  missingHint:
    'Its Espalier extension is not installed: whoever runs it installs the wheel of jupyter-extension there and restarts it. Without it you sign in there by yourself, and there is no panel and no push button; espalier.push() works with ESPALIER_URL and ESPALIER_TOKEN set.',
  openAnyway: 'Open it all the same',
  title: 'Notebooks',
  opening: 'Opening JupyterLab …',
  openingHint: 'The first time takes some seconds: it is started when somebody wants it.',
  tryAgain: 'Try again',
}

export const connect = {
  title: 'Let a program in',
  askCode: 'Type the code that the program shows',
  code: 'Code',
  goOn: 'Go on',
  asks: (device: string) => `JupyterLab on “${device}” asks to act for you`,
  compare: 'Is this the code that it shows? If not, refuse: somebody else may be asking.',
  gets: 'It gets',
  rights: [
    'to read everything in this project',
    'to log runs, register models, add files and ask for predictions',
    'to draw, start and cancel pipelines, and to make demos',
  ],
  ends: 'It ends by itself after a day. You can revoke it under Settings at any time.',
  project: 'In the project',
  approve: 'Let it in',
  refuse: 'Refuse',
  approved: 'It is let in',
  approvedHint: 'You can close this page and go on in JupyterLab.',
  refused: 'It was refused',
  refusedHint: 'Nothing was handed out. You can close this page.',
}
