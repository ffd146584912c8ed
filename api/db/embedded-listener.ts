import { mkdir, rm } from 'node:fs/promises'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { dirname } from 'node:path'
import { pipeline, type Duplex } from 'node:stream'

/** The door for clients from outside the process. */
export type Listener = { readonly port: number; readonly path: string | undefined; close(): Promise<void> }

/**
 * Lets `psql`, tests and tools in: on a port of this machine alone (0 for any free one) or on the path of a socket.
 * There is no password: who reaches it is the superuser. The server itself opens no such door.
 */
export async function listenOn(where: number | string, stream: () => Duplex): Promise<Listener> {
  const sockets = new Set<Socket>()
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    // Either end's failure ends the other, and that is all there is to do about it.
    const inside = stream()
    pipeline(inside, socket, () => inside.destroy())
    pipeline(socket, inside, () => socket.destroySoon())
  })
  const path = typeof where === 'string' ? where : undefined
  if (path !== undefined) {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    await rm(path, { force: true })
  }
  await new Promise<void>((listening, failed) => {
    server.once('error', failed)
    if (typeof where === 'string') server.listen(where, listening)
    else server.listen(where, '127.0.0.1', listening)
  })
  return {
    port: path === undefined ? (server.address() as AddressInfo).port : 0,
    path,
    close: () => new Promise((closed) => {
      server.close(() => closed())
      for (const socket of sockets) socket.destroy()
    }),
  }
}
