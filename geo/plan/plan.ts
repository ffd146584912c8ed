import { z } from 'zod'
import { Clock } from '../clocks/clocks.ts'
import { Skill } from '../crews/contract.ts'
import { BlockedBy, RepairState } from '../repairs/lifecycle.ts'
import { Position } from '../space/position.ts'
import { Names } from '../text.ts'

/** A repair as the board and the plan of crews show it. */
export const BoardRepair = z.object({
  id: z.uuid(), damage: z.uuid(), version: z.number().int(), state: RepairState, since: z.string(),
  blockedBy: BlockedBy.nullable(), blockedFrom: RepairState.nullable(), blockedUntil: z.string().nullable(),
  crew: z.uuid().nullable(), crewName: z.string().nullable(),
  planned: z.object({ from: z.string(), until: z.string() }).nullable(),
  /** How long such a repair usually takes, in hours: how long it is planned for when nobody says otherwise. */
  usualH: z.number(),
  tier: z.number().int(), kind: z.string().nullable(), names: Names, place: z.string(), areaNames: Names, position: Position.nullable(), site: z.uuid().nullable(), severity: z.number().int().nullable(),
  /** A zone of mines and the like, or the area, asks for a clearance that nobody has given. */
  uncleared: z.boolean(),
  /** The clock that presses most. */
  clock: Clock.nullable(),
})
export type BoardRepair = z.infer<typeof BoardRepair>

/** A crew as the plan shows it. */
export const BoardCrew = z.object({ id: z.uuid(), name: z.string(), skills: z.array(z.string()), base: Position.nullable() })
export type BoardCrew = z.infer<typeof BoardCrew>

/** All that is planned, under way and waits, and who can be sent. */
export const Board = z.object({ repairs: z.array(BoardRepair), crews: z.array(BoardCrew), more: z.boolean() })
export type Board = z.infer<typeof Board>

/** What a crew may be trained for. */
export type SkillName = z.infer<typeof Skill>

const SKILL_OF: Readonly<Record<string, SkillName>> = {
  substation: 'substation', transformer: 'substation', switchgear: 'substation', power_line: 'overhead_line', power_tower: 'overhead_line', power_cable: 'cable',
  power_plant: 'generator', generator: 'generator', exchange: 'fibre', data_centre: 'fibre', telecom_line: 'fibre', cabinet: 'fibre', distribution_point: 'fibre', mast: 'antenna', antenna: 'antenna',
}

/** What a crew must be trained for to repair a kind of site; undefined where anybody may. */
export const skillFor = (kind: string | null): SkillName | undefined => (kind === null ? undefined : SKILL_OF[kind])
