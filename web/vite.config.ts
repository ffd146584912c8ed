import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import solid from 'vite-plugin-solid'
import { makeGroups } from './build/groups.ts'
import { offline } from './build/offline-plugin.ts'

const API = 'http://localhost:8080'

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/',
  publicDir: 'static',
  plugins: [solid(), offline()],
  build: {
    outDir: '../.build/web',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0, // the content security policy allows no data: fonts or scripts
    chunkSizeWarningLimit: 400,
    modulePreload: { polyfill: false }, // a hint; where it is not understood the scripts come one after the other
    rolldownOptions: {
      output: {
        // Left to itself the bundler makes twenty files of a kilobyte each: on a phone each of them costs more than its bytes.
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            { name: 'shell', test: /preload-helper|\/node_modules\/(solid-js(?!\/store)|@solidjs|@solid-primitives)\/|\/web\/(ui|offline)\/(?!registration|storage|notices|app-shell|field|grade-badge|settings-menu|severity-shapes|switches|dialog|segmented|badge|theme-tiles|toast|qr-path)|\/web\/i18n\/[a-z0-9]+\.tsx?$|\/web\/(call|ahead|session)\.ts$/ },
            { name: 'crew', test: /\/web\/field\/(field-state|locate|draft|words|place|op-state|kind-list|hand-on-open|begin-with|photo-taking|grade-picture|keep-draft)\.tsx?$|\/web\/sync\/(light|store|hash|base64url|shelves|told-shelf|facts|vault|codec)\.ts$|\/geo\/(areas\/outline|space\/(distance|fix)|sync\/(uuid|canonical|merge))\.ts$/ },
            { name: makeGroups(), debugName: 'pages' },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': API, '/ogc': API } },
})
