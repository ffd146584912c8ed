import { useI18n } from '../../i18n/i18n.tsx'
import type { ZoneKind } from '../../map/zone-looks.ts'
import { useWords } from '../words.ts'
import type { Zone } from './on-map.ts'

/** What zones are called and how long they last, in words. */
export function useZoneWords() {
  const { t, dateTime } = useI18n()
  const words = useWords()
  return {
    kind: (kind: ZoneKind) => (kind === 'clearance' ? t('zones.clearance') : t(`warn.kind.${kind}`)),
    /** Where it is: the whole area, the site, or the area that holds its outline. */
    place(zone: Zone): string {
      if (zone.is === 'clearance' && zone.of.site !== null) return words.named(zone.of.siteNames) ?? t('zones.oneSite')
      if (zone.of.zone !== null) return words.named(zone.of.zoneNames) ?? zone.of.zone
      return words.named(zone.of.areaNames ?? { uk: null, en: null }) ?? t('zones.outlined')
    },
    /** Who declared it; the demonstration's are nobody's. */
    source: (source: string) => (source === 'demonstration' ? t('desk.queue.demo') : words.actor(source)),
    /** How long it lasts. */
    lasts: (zone: Zone) => (zone.of.until === null ? t('zones.untilEnded') : t('zones.until', { when: dateTime(zone.of.until) })),
  }
}
