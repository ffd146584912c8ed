import type { Repetition, Round, Stop } from '../../../geo/rounds/round.ts'
import { useI18n } from '../../i18n/i18n.tsx'
import { useWords } from '../words.ts'

/** What is said of rounds and visits, their stops and how they come again. */
export function useRoundWords() {
  const { t, plural, dateTime, clock, date } = useI18n()
  const words = useWords()
  const site = (stop: Pick<Stop, 'names' | 'areaNames' | 'siteKind'>) => words.called(stop) ?? words.code('kind', stop.siteKind)
  const noun = (round: Pick<Round, 'unscheduled'>) => t(round.unscheduled ? 'rounds.noun.visit' : 'rounds.noun.round')
  return {
    site, noun,
    /** What a round is called: what for, and where or how many stops. */
    name: (round: Pick<Round, 'kind' | 'stops'>) => `${t(`rounds.kind.${round.kind}`)}: ${round.stops.length === 1 ? site(round.stops[0]!) : plural('rounds.stops', round.stops.length)}`,
    /** How many of its stops are behind it; empty before the first. */
    done: (round: Pick<Round, 'stops'>) => {
      const done = round.stops.filter(({ state }) => state !== 'planned').length
      return done === 0 ? '' : t('rounds.done', { done, all: round.stops.length })
    },
    window: ({ from, until }: Round['planned']) => `${dateTime(from)} – ${new Date(from).toDateString() === new Date(until).toDateString() ? clock(until) : dateTime(until)}`,
    rhythm: (repeats: Repetition) => {
      if (repeats.endedAt !== null) return t('rounds.noMore')
      const two = (value: number) => String(value).padStart(2, '0')
      const every = repeats.everyDays === 1 ? t('rounds.daily') : plural('rounds.every', repeats.everyDays)
      const rhythm = t('rounds.rhythm', { every, at: `${two(Math.floor(repeats.minute / 60))}:${two(repeats.minute % 60)}` })
      return repeats.last === null ? rhythm : t('rounds.through', { rhythm, day: date(`${repeats.last}T12:00:00`) })
    },
  }
}
