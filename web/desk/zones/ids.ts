import { uuidv7 } from '../../../geo/sync/uuid.ts'

/** Ids by content: what is sent again after a lost answer keeps its own, so that it happens once; what was changed meanwhile gets another. */
export function makeIds(): (content: unknown) => string {
  const known = new Map<string, string>()
  return (content) => {
    const key = JSON.stringify(content)
    const id = known.get(key) ?? uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
    known.set(key, id)
    return id
  }
}
