import { onCleanup, onMount, Show } from 'solid-js'
import { useI18n } from '../../i18n/i18n.tsx'
import { Button } from '../../ui/button.tsx'
import { useZones } from './zones-context.tsx'

/** While one draws: what to do, by mouse or at the cross in the middle of the map by keyboard. */
export function DrawBar() {
  const { t } = useI18n()
  const zones = useZones()
  const put = () => { const middle = zones.middle(); if (middle !== null) zones.place(middle) }
  // On the map, Space puts a place down where the cross is; arrows move the map under it.
  function press(event: KeyboardEvent) {
    if (!zones.drawing() || !(event.target instanceof HTMLElement) || !event.target.matches('.map-canvas')) return
    if (event.key === ' ') put()
    else if (event.key === 'Enter' || event.key === 'Escape') zones.setDrawing(false)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  onMount(() => {
    document.addEventListener('keydown', press, true)
    onCleanup(() => document.removeEventListener('keydown', press, true))
  })
  return (
    <Show when={zones.drawing()}>
      <div class="draw-bar" role="group" aria-label={t('zones.drawing')}>
        <p role="status">{t('zones.drawHelp')}</p>
        <Button size="s" icon="crosshair" onClick={put}>{t('zones.drawMiddle')}</Button>
        <Button size="s" look="primary" icon="check" onClick={() => zones.setDrawing(false)}>{t('zones.drawDone')}</Button>
      </div>
    </Show>
  )
}
