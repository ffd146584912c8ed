import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type Plugin, type Rolldown } from 'vite'
import { crewFiles, crewStart, deskStart, integrityOf, type Chunk, type Start } from './precache.ts'

const WEB = fileURLToPath(new URL('..', import.meta.url))
// The icons that a device asks for when it installs, and asks of the network then; the picture of the start page.
const NOT_KEPT = /\.md$|^icons\/|^start-map/

type Bundle = Rolldown.OutputBundle
type Styled = { readonly viteMetadata?: { readonly importedCss: ReadonlySet<string>; readonly importedAssets: ReadonlySet<string> } }

function chunksOf(bundle: Bundle): Chunk[] {
  return Object.values(bundle).flatMap((output) => (output.type === 'chunk' ? [{
    file: output.fileName, from: output.facadeModuleId, entry: output.isEntry, imports: output.imports, imported: output.dynamicImports,
    styles: [...(output as Styled).viteMetadata?.importedCss ?? []], assets: [...(output as Styled).viteMetadata?.importedAssets ?? []],
  }] : []))
}

/** One classic script made of a module and all that it imports. */
async function scriptOf(entry: string, define: Record<string, string> = {}): Promise<string> {
  const made = await build({
    configFile: false, root: WEB, publicDir: false, logLevel: 'silent', define,
    build: { write: false, target: 'es2022', modulePreload: false, rolldownOptions: { input: join(WEB, entry), output: { format: 'iife' } } },
  }) as Rolldown.RolldownOutput
  return made.output[0].code
}

const bytesOf = (bundle: Bundle, file: string): string | Uint8Array => {
  const output = bundle[file]
  if (output === undefined) throw new Error(`the build has no ${file}`)
  return output.type === 'chunk' ? output.code : output.source
}

/**
 * Makes the crew's page start without a network: `field.html`, in which the scripts of that page are asked for at once (as are the
 * desk's in `desk.html`), and the service worker with the list of all files that the phone keeps. Every page gets the script that puts the theme on before anything is drawn.
 */
export function offline(): Plugin {
  return {
    name: 'offline', apply: 'build', enforce: 'post',
    generateBundle: {
      order: 'post',
      async handler(_, bundle) {
        const chunks = chunksOf(bundle)
        const index = bundle['index.html']
        if (index?.type !== 'asset') throw new Error('the build has no index.html')

        const paint = await scriptOf('ui/first-paint.ts')
        const paintFile = `assets/first-paint-${createHash('sha256').update(paint).digest('base64url').slice(0, 8)}.js`
        this.emitFile({ type: 'asset', fileName: paintFile, source: paint })
        const html = String(index.source).replace('<script type="module"', `<script src="/${paintFile}"></script>\n    <script type="module"`)

        const missing = (file: string) => !html.includes(`/${file}"`)
        const begun = ({ scripts, styles }: Start) => html.replace('  </head>', `  ${[
          ...scripts.filter(missing).map((file) => `<link rel="modulepreload" crossorigin href="/${file}">`),
          ...styles.filter(missing).map((file) => `<link rel="stylesheet" crossorigin href="/${file}">`),
        ].join('\n    ')}\n  </head>`)
        const crewHtml = begun(crewStart(chunks))

        const { first, rest } = crewFiles(chunks)
        const made = (file: string, bytes: string | Uint8Array) => ({ path: `/${file}`, integrity: integrityOf(bytes), size: bytes.length })
        const built = (file: string) => made(file, file === paintFile ? paint : bytesOf(bundle, file))
        const kept = readdirSync(join(WEB, 'static'), { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(join(WEB, 'static/').length)).filter((file) => !NOT_KEPT.test(file)).sort()
          .map((file) => made(file, readFileSync(join(WEB, 'static', file))))
        // On a bad network the small ones are there soon; the map is the last.
        const later = [...rest.map(built), ...kept].sort((a, b) => a.size - b.size)
        const files = [...[paintFile, ...first].map(built), ...later].map(({ path, integrity }) => [path, integrity] as const)
        const name = createHash('sha256').update(JSON.stringify([files, crewHtml])).digest('hex').slice(0, 16)

        const named = (page: string) => page.replace('<meta name="build" content="" />', `<meta name="build" content="${name}" />`)
        index.source = named(html)
        const page = named(crewHtml)
        this.emitFile({ type: 'asset', fileName: 'field.html', source: page })
        this.emitFile({ type: 'asset', fileName: 'desk.html', source: named(begun(deskStart(chunks))) })
        const all = [['/field.html', integrityOf(page)] as const, ...files]
        this.emitFile({
          type: 'asset', fileName: 'service-worker.js',
          source: await scriptOf('offline/worker/service-worker.ts', { __BUILD__: JSON.stringify(name), __FILES__: JSON.stringify(all), __FIRST__: String(first.length + 2) }),
        })
      },
    },
  }
}
