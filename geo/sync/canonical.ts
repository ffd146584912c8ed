/** How deep a body may be nested: `JSON.stringify` throws on what `JSON.parse` accepts. */
export const DEPTH_LIMIT = 32

/** Levels of nesting in parsed JSON, counted without recursion and given up past the limit. */
export function tooDeep(value: unknown, limit = DEPTH_LIMIT): boolean {
  let level: unknown[] = [value]
  for (let depth = 0; depth <= limit; depth += 1) {
    level = level.flatMap((item) => (item !== null && typeof item === 'object' ? Object.values(item) : []))
    if (level.length === 0) return false
  }
  return true
}

/** One text for equal JSON values, whatever the order of their keys (after RFC 8785; keys by UTF-16 unit). The same on phone and server. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item ?? null)).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null)
  const entries = Object.entries(value).filter(([, item]) => item !== undefined)
  entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`
}
