import { LabIcon } from '@jupyterlab/ui-components'

/** A tree trained flat against a lattice, in the colour that Lab gives its icons. */
export const treeIcon = new LabIcon({
  name: 'espalier:tree',
  svgstr: `<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 20 20" stroke-linecap="round">
  <g class="jp-icon3-stroke jp-icon3" fill="none" stroke="#616161">
    <path d="M10 18.5V3" stroke-width="1.75"/>
    <path d="M10 16c-4.5 0-7.5-1.5-7.5-5m7.5 5c4.5 0 7.5-1.5 7.5-5M10 10.5c-3 0-5-1-5-4m5 4c3 0 5-1 5-4" stroke-width="1.5"/>
    <path d="M2.5 11h.01M17.5 11h.01M5 6.5h.01M15 6.5h.01M10 2.5h.01" stroke-width="3"/>
  </g>
</svg>`,
})
