import type { DamageGrouping } from '../../geo/damages/contract.ts'
import { useI18n } from '../i18n/i18n.tsx'
import type { Group } from '../store/damage-lines.ts'
import { useDesk } from './desk-context.tsx'
import { useWords } from './words.ts'

const LISTS = { repair: 'repairState', sector: 'sector', kind: 'kind' } as const
const isListed = (by: DamageGrouping): by is keyof typeof LISTS => by in LISTS

/** What a group is called in the language on the screen. */
export function useGroupWords() {
  const { t } = useI18n()
  const words = useWords()
  const desk = useDesk()
  return ({ key, names }: Pick<Group, 'key' | 'names'>): string => {
    const by = desk.view().by ?? 'oblast'
    if (key === null) return t(`queue.without.${by}`)
    return isListed(by) ? words.code(LISTS[by], key) : words.named(names) ?? key
  }
}
