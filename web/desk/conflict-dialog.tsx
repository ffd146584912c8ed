import { ConflictSides } from './conflict-sides.tsx'
import { useDesk } from './desk-context.tsx'
import { useTimelineSaid } from './timeline-said.ts'

/** The decision on the desk that was overtaken, if there is one. */
export function ConflictDialog() {
  const desk = useDesk()
  return <ConflictSides shown={desk.conflicts.shown()} telling={useTimelineSaid()} />
}
