import { z } from 'zod'
import { Round, Stop } from './round.ts'

/** A stop as its crew's phone keeps it. */
export const ToldStop = Stop.pick({ id: true, site: true, number: true, names: true, siteKind: true, position: true, task: true, minutes: true, state: true, at: true, reason: true, note: true })
export type ToldStop = z.infer<typeof ToldStop>

/** A round or a visit as its crew's phone keeps it. What threatens at a stop the phone knows by its zones. */
export const ToldRound = Round.pick({ id: true, kind: true, unscheduled: true, crew: true, note: true, planned: true, version: true }).extend({ stops: z.array(ToldStop) })
export type ToldRound = z.infer<typeof ToldRound>
