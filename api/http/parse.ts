import type { z } from 'zod'
import { Problem } from '../../geo/problems.ts'

const ISSUES_SHOWN = 20

/** Input parsed at the edge. Throws `invalid-input`, naming each place and what to change; never echoes what was sent. */
export function parse<S extends z.ZodType>(schema: S, value: unknown, where: string): z.output<S> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const issues = parsed.error.issues.slice(0, ISSUES_SHOWN).map((issue) => ({
    at: [where, ...issue.path.map(String)].join('.').slice(0, 200),
    message: issue.message.slice(0, 300),
  }))
  throw new Problem('invalid-input', { issues })
}
