import { auth } from '../../../_auth/auth.ts'

const handle = async (request: Request): Promise<Response> => (await auth()).handler(request)

export { handle as GET, handle as POST }
