import { createUniqueId, Show } from 'solid-js'
import { useI18n } from '../../i18n/i18n.tsx'
import { Button } from '../../ui/button.tsx'
import { useDesk } from '../desk-context.tsx'
import type { Offer } from '../palette/offers.ts'
import { useSelection } from './selection-context.tsx'

/** Ways to select on the map: a box, a polygon, all that is in view; by keyboard as well. */
export function SelectTools() {
  const { t } = useI18n()
  const desk = useDesk()
  const selection = useSelection()
  const menu = createUniqueId()
  let panel!: HTMLDivElement
  const ways = [['box', () => selection.draw('box')], ['polygon', () => selection.draw('polygon')], ['view', () => void selection.take({ bbox: desk.box() ?? '' })], ['all', () => void selection.take({})]] as const
  desk.offers.offer(() => (!desk.mayDecide() ? [] : [
    ...ways.filter(([how]) => how !== 'view' || desk.box() !== null).map(([how, run]): Offer => ({ name: 'select', of: how, label: (say) => say('palette.select', { how: say(`zones.select.${how}`) }), run })),
    ...(selection.rows().size > 0 ? [{ name: 'unselect', run: () => selection.clear() } as const] : []),
  ]))
  const choose = (act: () => void) => { panel.hidePopover(); act() }
  return (
    <Show when={desk.mayDecide()}>
      <Button size="s" icon="target" class="select-button" popovertarget={menu} aria-pressed={selection.drawing() !== null}>{t('zones.select.tool')}</Button>
      <div class="select-menu" id={menu} popover="auto" ref={panel}>
        <Button size="s" look="quiet" icon="layers" onClick={() => choose(() => selection.draw('box'))}>{t('zones.select.box')}</Button>
        <Button size="s" look="quiet" icon="pin" onClick={() => choose(() => selection.draw('polygon'))}>{t('zones.select.polygon')}</Button>
        <Button size="s" look="quiet" icon="map" disabled={desk.box() === null} onClick={() => choose(() => void selection.take({ bbox: desk.box() ?? '' }))}>{t('zones.select.view')}</Button>
        <Button size="s" look="quiet" icon="list" onClick={() => choose(() => void selection.take({}))}>{t('zones.select.all')}</Button>
      </div>
    </Show>
  )
}
