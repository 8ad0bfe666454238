import { Panel, useStore } from '@xyflow/react'
import { Map as MapIcon, Maximize, ZoomIn, ZoomOut } from 'lucide-react'
import { IconButton } from '../../_ui/icon-button.tsx'
import { words } from '../../_words/en.ts'
import { useEditor } from '../editor-context.ts'
import { useWhole } from '../store.ts'

const said = words.canvas.top

/** How near one looks, and the whole at a glance. */
export function ViewControls() {
  const editor = useEditor()
  const minimap = useWhole(editor.minimap)
  const zoom = useStore(({ transform }) => Math.round(transform[2] * 100))
  const camera = () => editor.camera.get()
  return (
    <Panel
      position="bottom-left"
      className="flex items-center rounded-md border border-line bg-raised shadow-float max-md:hidden"
    >
      <IconButton label={said.zoomOut} keys="-" onClick={() => camera()?.zoom(0.8)}>
        <ZoomOut />
      </IconButton>
      <span className="w-10 text-center font-mono text-12 text-soft">{zoom} %</span>
      <IconButton label={said.zoomIn} keys="+" onClick={() => camera()?.zoom(1.25)}>
        <ZoomIn />
      </IconButton>
      <IconButton label={said.fit} keys="Shift+1" onClick={() => camera()?.fit()}>
        <Maximize />
      </IconButton>
      <IconButton
        label={said.minimap}
        keys="M"
        aria-pressed={minimap}
        className={minimap ? 'text-accent' : undefined}
        onClick={() => editor.minimap.set(!minimap)}
      >
        <MapIcon />
      </IconButton>
    </Panel>
  )
}
