import { unwrap } from 'solid-js/store'
import type { HazardZone } from '../../../geo/hazards/hazard.ts'
import { Refused } from '../../call.ts'
import { useI18n } from '../../i18n/i18n.tsx'
import { isUntouched, movedIn, onTop, type Choice, type Row } from '../conflict.ts'
import { useDesk } from '../desk-context.tsx'
import { useWords } from '../words.ts'
import { useZones } from './zones-context.tsx'

/** What can be amended of a zone. */
export type Amendable = Pick<HazardZone, 'kind' | 'until' | 'owner' | 'note'>

/** What is seen of a zone, held as it is however it changes. */
export const seenZone = (zone: HazardZone): HazardZone => structuredClone(unwrap(zone))

const amendableOf = ({ kind, until, owner, note }: Amendable): Amendable => ({ kind, until, owner, note })

/** What is wanted of a zone that somebody else amended meanwhile: both sides are shown, and one decides. */
export function useOvertaken() {
  const { t, dateTime } = useI18n()
  const desk = useDesk()
  const zones = useZones()
  const names = useWords()
  const words: { readonly [F in keyof Amendable]: (zone: Amendable) => string } = {
    kind: ({ kind }) => t(`warn.kind.${kind}`), until: ({ until }) => (until === null ? t('zones.untilEnded') : dateTime(until)),
    owner: ({ owner }) => owner || '–', note: ({ note }) => note || '–',
  }
  const labels = { kind: 'zones.kind', until: 'zones.ends', owner: 'zones.owner', note: 'zones.note' } as const
  const nowOf = (id: string) => { const zone = zones.store.state.hazards.find((one) => one.id === id && one.endedAt === null); return zone === undefined ? undefined : seenZone(zone) }
  const ask = (rows: readonly Row[]): Promise<Choice> => (isUntouched(rows, null) ? Promise.resolve('mine') : desk.conflicts.ask({ rows, others: null }))

  return {
    /** An amendment: what was changed by hand stays wanted, what was not is taken as others left it. Gives the choice, with what is wanted then and of what. */
    async amendment(saw: HazardZone, wanted: Amendable): Promise<{ readonly choice: Choice | 'over'; readonly saw: HazardZone; readonly wanted: Amendable }> {
      const now = nowOf(saw.id)
      if (now === undefined) return { choice: 'over', saw, wanted }
      const mine = onTop(amendableOf(saw), amendableOf(wanted), amendableOf(now))
      const rows = movedIn(amendableOf(saw), mine, amendableOf(now)).map((fact): Row => ({ label: t(labels[fact]), mine: words[fact](mine), saw: words[fact](saw), now: words[fact](now) }))
      return { choice: await ask(rows), saw: now, wanted: mine }
    },

    /** An end that somebody else was quicker with: who it was, and their reason beside one's own. False when that is not what befell. */
    async ended(error: unknown, why: string): Promise<boolean> {
      if (!(error instanceof Refused) || error.problem !== 'ended-already') return false
      const { by, at, why: theirs } = error.body as unknown as { readonly by: string; readonly at: string; readonly why: string }
      await desk.conflicts.ask({ rows: [{ label: t('zones.why'), mine: why, saw: '–', now: theirs || '–' }], others: [{ said: t('zones.standing.over'), by: names.actor(by), at }], mine: null })
      return true
    },

    /** An end: what was amended is shown beside it. Gives the choice, and what is there now. */
    async end(saw: HazardZone): Promise<{ readonly choice: Choice | 'over'; readonly saw: HazardZone }> {
      const now = nowOf(saw.id)
      if (now === undefined) return { choice: 'over', saw }
      const [over, inForce] = [t('zones.standing.over'), t('zones.standing.now')]
      const moved = movedIn(amendableOf(saw), amendableOf(now), amendableOf(now)).map((fact): Row => ({ label: t(labels[fact]), mine: '–', saw: words[fact](saw), now: words[fact](now) }))
      return { choice: moved.length === 0 ? 'mine' : await ask([{ label: t('desk.filter.state'), mine: over, saw: inForce, now: inForce }, ...moved]), saw: now }
    },
  }
}
