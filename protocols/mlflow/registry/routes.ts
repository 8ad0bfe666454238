import { aliasRoutes } from './aliases.ts'
import { registeredModelRoutes } from './models.ts'
import { modelVersionRoutes } from './versions.ts'

export const registryRoutes = [...registeredModelRoutes, ...aliasRoutes, ...modelVersionRoutes]
