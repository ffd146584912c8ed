import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { projectRoot } from '../../api/root.ts'
import { filesBelow, read } from './source.ts'

const readmes = filesBelow('.').filter((path) => path.endsWith('.md'))
const MADE_BY_RUNNING = /^(\.build|node_modules|tests\/artefacts|data)(\/|$)/
const TOP = /^(api|web|geo|migrations|tests|\.ci)\//

/** What a README calls a path: links, and code that begins with a top folder or ends as a file. */
function pathsIn(text: string): string[] {
  const links = [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(([, path = '']) => path).filter((path) => !/^[a-z]+:/.test(path) && !path.startsWith('/'))
  const code = [...text.replace(/```[\s\S]*?```/g, '').matchAll(/`([^`\s]+)`/g)].map(([, path = '']) => path).filter((path) => TOP.test(path) && !/[<>{}*…$]/.test(path))
  return [...links, ...code]
}

const codeIn = (text: string) => [...text.matchAll(/```[\s\S]*?```|`[^`\n]+`/g)].map(([code]) => code)

describe('a README', () => {
  test('stands at the root and in every top folder of code', () => {
    expect(['README.md', 'api/README.md', 'geo/README.md', 'web/README.md', 'migrations/README.md', 'tests/README.md'].filter((path) => !readmes.includes(path))).toEqual([])
  })

  test.each(readmes)('%s names only what exists', (readme) => {
    const missing = pathsIn(read(readme)).filter((path) => !MADE_BY_RUNNING.test(path)
      && !existsSync(join(projectRoot, path)) && !existsSync(join(projectRoot, dirname(readme), path)))
    expect(missing).toEqual([])
  })

  test('names only scripts that package.json has', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
    const unknown = readmes.flatMap((readme) => codeIn(read(readme)).flatMap((code) => [...code.matchAll(/\bnpm (?:run )?([a-z][a-z-]*)/g)])
      .map(([, name = '']) => name).filter((name) => !(name in scripts) && !['ci', 'install', 'run', 'view'].includes(name)).map((name) => `${readme}: ${name}`))
    expect(unknown).toEqual([])
  })
})

describe('the project', () => {
  test('has nothing at the top but what the house names', () => {
    const tops = new Set(filesBelow('.').map((path) => path.split('/')[0] ?? '').filter((top) => !top.startsWith('.')))
    const named = ['package.json', 'package-lock.json', 'tsconfig.json', 'LICENSE', 'README.md', 'api', 'geo', 'web', 'migrations', 'tests']
    expect([...tops].filter((top) => !named.includes(top) && top !== 'data')).toEqual([])
  })
})
