import { series } from '#services/traffic/series.ts'
import { traffic as window } from '#services/traffic/window.ts'
import { query, router } from '../procedure.ts'

export const traffic = router({ series: query(series), window: query(window) })
