import {
  AppWindow,
  Bell,
  Boxes,
  CalendarClock,
  Database,
  FlaskConical,
  type LucideIcon,
  NotebookPen,
  Play,
  Plug,
  Settings,
  Waypoints,
  Workflow,
  Zap,
} from 'lucide-react'
import { words } from '../_words/en.ts'

export interface Place {
  path: keyof typeof words.frame.places
  label: string
  Icon: LucideIcon
}

const icons = {
  pipelines: Workflow,
  runs: Play,
  experiments: FlaskConical,
  notebooks: NotebookPen,
  schedules: CalendarClock,
  triggers: Zap,
  models: Boxes,
  endpoints: Plug,
  demos: AppWindow,
  data: Database,
  lineage: Waypoints,
  alerts: Bell,
  settings: Settings,
} satisfies Record<Place['path'], LucideIcon>

export const places: readonly Place[] = (Object.keys(icons) as Place['path'][]).map((path) => ({
  path,
  label: words.frame.places[path],
  Icon: icons[path],
}))
