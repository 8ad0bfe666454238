/** Runs before the first paint, so that a chosen theme never flashes. */
export const themeScript =
  "try{const t=localStorage.theme;if(t==='light'||t==='dark')document.documentElement.dataset.theme=t}catch{}"
