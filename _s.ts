import pg from 'pg'
import { readFileSync } from 'node:fs'
import { seedRuns } from './bench/runs-page/seed.ts'
const client = new pg.Client(readFileSync('/tmp/w/pages-db.txt','utf8').trim())
await client.connect()
const t=Date.now()
console.log(await seedRuns(client, 'default', 100000), Date.now()-t)
await client.end()
