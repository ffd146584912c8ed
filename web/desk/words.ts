import type { Damage } from '../../geo/damages/damage.ts'
import type { Names } from '../../geo/text.ts'
import { useI18n, type Key } from '../i18n/i18n.tsx'

/** The code lists that have names, by the key of their texts. */
type List = 'sector' | 'kind' | 'cause' | 'hazard' | 'need' | 'verification' | 'damageState' | 'repairState' | 'blockedBy' | 'closedReason' | 'urgency' | 'etrSource' | 'confidence' | 'basis' | 'located' | 'scale' | 'role' | 'areaLevel'

/** The lists of what crews say at work, which have their own texts. */
type WorkList = 'component' | 'componentState' | 'fixDoubt' | 'stage' | 'part' | 'unit'

const CYRILLIC = /[\u0400-\u04ff]/

/** Names of codes, things and places in the language on the screen. */
export function useWords() {
  const { t, locale, number, plural } = useI18n()
  /** The name of a code; one that a newer server knows and we do not is shown as it is. */
  const code = (list: List, value: string) => t(`codes.${list}.${value}` as Key) || value
  const work = (list: WorkList, value: string) => t(`work.${list}.${value}` as Key) || value
  /** A name in the language on the screen, else in the other. */
  const named = (names: Names) => names[locale()] ?? names[locale() === 'uk' ? 'en' : 'uk'] ?? null
  /** Whether words that exist once only are in the letters of the other language. */
  const isForeign = (text: string) => (locale() === 'en' ? CYRILLIC.test(text) : /[a-z]/i.test(text) && !CYRILLIC.test(text))
  /** A name, unless it is the same words in both languages and these are in the letters of the other. */
  const readable = (names: Names) => (names.uk !== null && names.uk === names.en && isForeign(names.uk) ? null : named(names))
  /** What a place is called: as it was said, or by its area when that is in the letters of the other language. */
  const called = ({ names, areaNames }: { readonly names: Names; readonly areaNames: Names }) => readable(names) ?? named(areaNames) ?? named(names)
  return {
    code,
    work,
    named,
    readable,
    called,
    /** Who did it; what the server did by itself has its own name. */
    actor: (name: string | null, id: string | null = name) => (id === 'system:demonstration' ? t('desk.timeline.demonstration') : id !== null && /^system(:|$)/.test(id) ? t('desk.timeline.system') : name ?? t('desk.timeline.somebody')),
    /** What a damage is called: its site; where that is not known its kind and its place in words. */
    damage: (damage: Pick<Damage, 'site' | 'names' | 'place' | 'kind' | 'areaNames' | 'position'>) => {
      // Words are all there is to one that is not on the map: they stay as they were said.
      const place = (damage.position === null ? named(damage.names) : called(damage)) || damage.place
      if (damage.kind === null) return place || t('desk.queue.unnamed')
      const kind = code('kind', damage.kind)
      return damage.site !== null && place ? place : place ? `${kind}, ${place}` : kind
    },
    /** A distance with its unit. */
    distance: (metres: number) => metres < 1000
      ? t('common.unit.metres', { count: number(Math.round(metres)) })
      : t('common.unit.kilometres', { count: number(metres / 1000, { maximumFractionDigits: 1 }) }),
    voltage: (volts: number) => t('common.unit.kilovolts', { count: number(volts / 1000) }),
    hours: (hours: number) => t('common.unit.hours', { count: number(hours, { maximumFractionDigits: 1 }) }),
    people: (count: number) => plural('common.unit.people', count),
  }
}
