import { DamageGrouping, DamageOrder } from '../../../geo/damages/contract.ts'
import { useI18n } from '../../i18n/i18n.tsx'
import { copyText } from '../../ui/copy.ts'
import { useToast } from '../../ui/toast.tsx'
import { CHIPS, isOn, turned, type ChipName } from '../chips.ts'
import { useDesk } from '../desk-context.tsx'
import { narrowing, PLAIN, toggled } from '../filter-url.ts'
import { LAYERS } from '../map-layers.ts'
import { momentAt, stepOf, STEPS_BACK } from '../past/moments.ts'
import { focusPanel } from '../zones/focus-panel.ts'
import { useZones } from '../zones/zones-context.tsx'
import type { KeyedCommand } from './commands.ts'
import type { Offer } from './offers.ts'
import { lookOffers } from './page-offers.ts'

/** Keys that work while one looks at the past, where nothing is chosen, searched or decided. */
const IN_PAST: readonly KeyedCommand[] = ['map', 'history', 'help', 'palette']
const HOURS_A_DAY = 24

/** Offers what the desk as a whole can do: whatever has a key, the ways to look at it, the look of the page. */
export function useDeskCommands(keyed: Readonly<Record<KeyedCommand, () => void>>, onMap: () => void): void {
  const { t } = useI18n()
  const toast = useToast()
  const desk = useDesk()
  const zones = useZones()
  const isPast = () => desk.view().at !== null
  const names = Object.keys(keyed) as KeyedCommand[]
  const serves = (name: KeyedCommand) => (isPast() ? IN_PAST.includes(name) : name !== 'pick' || desk.mayDecide())
  const isListed = (name: KeyedCommand) => name !== 'palette' && (name !== 'close' || zones.open() || desk.view().damage !== null)
  desk.offers.offer(() => names.filter(serves).map((name): Offer => ({ name, listed: isListed(name), run: keyed[name] })))

  const show = desk.show
  const goBack = (hours: number) => show({ at: momentAt(Math.min(STEPS_BACK, stepOf(desk.view().at, Date.now()) + hours), Date.now()) }, true)
  desk.offers.offer(() => [
    ...(isPast() ? [{ name: 'now', run: () => show({ at: null }, true) } as const] : []),
    { name: 'dayBack', run: () => { onMap(); goBack(HOURS_A_DAY) } },
    ...lookOffers(),
  ])

  desk.offers.offer(() => {
    if (isPast()) return []
    const { filter, order, by, layers } = desk.view()
    return [
      ...(Object.keys(CHIPS) as ChipName[]).map((chip): Offer => ({ name: 'chip', of: chip, label: (say) => `${say('desk.filter.title')}: ${say(`desk.chip.${chip}`)}`, on: isOn(filter, chip), run: () => show({ filter: turned(filter, chip) }, true) })),
      ...(narrowing(filter) > 0 || filter.state !== PLAIN.state ? [{ name: 'plain', run: () => show({ filter: PLAIN }, true) } as const] : []),
      ...DamageOrder.options.map((one): Offer => ({ name: 'order', of: one, label: (say) => `${say('desk.queue.order')}: ${say(`queue.order.${one}`)}`, on: order === one, run: () => show({ order: one }, true) })),
      ...([null, ...DamageGrouping.options] as const).map((one): Offer => ({ name: 'grouping', of: one ?? 'none', label: (say) => `${say('queue.group')}: ${say(`queue.by.${one ?? 'none'}`)}`, on: by === one, run: () => show({ by: one }, true) })),
      ...LAYERS.map((layer): Offer => ({ name: 'layer', of: layer, label: (say) => `${say('palette.layer')}: ${say(`zones.layer.${layer}`)}`, on: layers.includes(layer), run: () => { onMap(); show({ layers: toggled(layers, layer) }, true) } })),
      ...(desk.mayDecide() ? (['declare', 'clear'] as const).map((name): Offer => ({ name, run: () => { zones.fill(name === 'declare' ? 'hazard' : 'clearance'); focusPanel() } })) : []),
      { name: 'copy', run: () => void copyText(location.href).then((done) => toast(done ? { tone: 'good', text: t('desk.filter.copied') } : { tone: 'warn', text: t('desk.filter.notCopied') })) },
    ]
  })
}
