import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestProject } from 'vitest/node'
import { openRunDatabase, type RunDatabase } from './run-database.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where a test process asks for the run's database; the first to ask starts it. */
    databaseStarter: string
  }
}

/** Holds the run's database in vitest's own process, opened when the first test asks: a run that needs none pays for none. */
export async function setup(project: TestProject) {
  let opened: Promise<RunDatabase> | undefined
  const starter = createServer((_, reply) => {
    opened ??= openRunDatabase()
    opened.then(
      ({ kind, url, adminUrl, template, seeds }) => reply.end(JSON.stringify({ kind, url, adminUrl, template, seeds })),
      (error: Error) => { reply.statusCode = 500; reply.end(error.stack ?? error.message) },
    )
  })
  await new Promise<void>((listening) => starter.listen(0, '127.0.0.1', listening))
  project.provide('databaseStarter', `http://127.0.0.1:${(starter.address() as AddressInfo).port}`)

  return async () => {
    starter.closeAllConnections()
    starter.close()
    const database = await opened?.catch(() => undefined) // the tests that asked have already said why it did not open
    await database?.close()
  }
}
