// The simulation by hand: one seed as it is, or many, going on where it was broken off. See tests/README.md.
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { createServer } from 'vite'

const { values } = parseArgs({ options: {
  seed: { type: 'string', default: '1' },
  phones: { type: 'string', default: '1000' },
  seeds: { type: 'string', default: '1' },
  progress: { type: 'string' },
  history: { type: 'string' },
} })

const root = fileURLToPath(new URL('../..', import.meta.url))
const loader = await createServer({ root, configFile: false, logLevel: 'error', appType: 'custom', server: { middlewareMode: true, hmr: false, ws: false, watch: null }, optimizeDeps: { noDiscovery: true } })
try {
  const { proveSeeds } = await loader.ssrLoadModule('/tests/sim/prove.ts')
  process.exitCode = await proveSeeds({ first: Number(values.seed), count: Number(values.seeds), phones: Number(values.phones), progress: values.progress, history: values.history })
} finally {
  await loader.close()
}
