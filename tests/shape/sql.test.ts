import { describe, expect, test } from 'vitest'
import { lineAt, sourcesIn, walk, type Node } from './source.ts'

const MAY_HOLD_SQL = /^api\/(db\/|.*queries\.ts$)/
// Each with its reason.
const EXCEPTIONS: Record<string, string> = {
  'api/access/scope.ts': "the actor's scope, a fragment that the queries of every slice nest",
}

const nameOf = (node: unknown): unknown => (node as { name?: unknown; property?: { name?: unknown } } | undefined)?.name
  ?? (node as { property?: { name?: unknown } } | undefined)?.property?.name

/** A tagged `sql`, or a statement given to a `.query(` as a string. */
function holdsSql(node: Node): boolean {
  if (node.type === 'TaggedTemplateExpression') return nameOf(node.tag) === 'sql'
  if (node.type !== 'CallExpression') return false
  const callee = node.callee as Node
  const [first] = node.arguments as Node[]
  return callee.type === 'MemberExpression' && nameOf(callee) === 'query' && first?.value !== 'select 1' // asks only whether someone answers
    && (first?.type === 'TemplateLiteral' || (first?.type === 'Literal' && typeof first.value === 'string'))
}

describe('SQL', () => {
  test('is written in queries.ts and api/db only', () => {
    const elsewhere: string[] = []
    for (const { path, text, program } of sourcesIn('api', 'geo', 'web')) {
      if (MAY_HOLD_SQL.test(path) || path in EXCEPTIONS) continue
      walk(program, (node) => { if (holdsSql(node)) elsewhere.push(`${path}:${lineAt(text, node.start)}`) })
    }
    expect(elsewhere).toEqual([])
  })

  test('is never made by splicing: queries.ts holds no raw text with a value in it', () => {
    const spliced: string[] = []
    for (const { path, text, program, imports } of sourcesIn('api')) {
      if (!imports.some(({ from }) => from.endsWith('/db/sql.ts') || from === 'pg')) continue
      walk(program, (node) => {
        const [first] = (node.arguments ?? []) as Node[]
        const isRaw = node.type === 'CallExpression' && nameOf(node.callee) === 'raw'
        const isQuery = node.type === 'CallExpression' && (node.callee as Node).type === 'MemberExpression' && nameOf(node.callee) === 'query'
        const fixed = first?.type === 'Literal' || (first?.type === 'TemplateLiteral' && (first.expressions as unknown[]).length === 0)
        const holdsValue = first?.type === 'TemplateLiteral' && (first.expressions as unknown[]).length > 0
        if (!path.startsWith('api/db/') && ((isRaw && !fixed) || (isQuery && holdsValue))) spliced.push(`${path}:${lineAt(text, node.start)}`)
      })
    }
    expect(spliced).toEqual([])
  })
})
