import { onCleanup, onMount, Show } from 'solid-js'
import { useI18n } from '../../i18n/i18n.tsx'
import { Button } from '../../ui/button.tsx'
import { useSelection } from '../select/selection-context.tsx'
import { useZones } from './zones-context.tsx'

/** While one draws: what to do, by mouse or at the cross in the middle of the map by keyboard. */
export function DrawBar() {
  const { t } = useI18n()
  const zones = useZones()
  const selection = useSelection()
  const selecting = () => selection.drawing() !== null
  const places = () => zones.drawing() || selecting()
  const put = () => {
    const middle = zones.middle()
    if (middle === null) return
    if (selecting()) selection.place(middle)
    else zones.place(middle)
  }
  const done = () => (selection.drawing() === 'box' ? put() : selecting() ? void selection.close() : zones.setDrawing(false))
  const stop = () => (selecting() ? selection.stopDrawing() : zones.setDrawing(false))
  // On the map, Space puts a place down where the cross is; arrows move the map under it.
  function press(event: KeyboardEvent) {
    if (!places()) return
    const onMap = event.target instanceof HTMLElement && event.target.matches('.map-canvas')
    if (event.key === 'Escape' && (onMap || selecting())) stop()
    else if (onMap && event.key === ' ') put()
    else if (onMap && event.key === 'Enter') done()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  onMount(() => {
    document.addEventListener('keydown', press, true)
    onCleanup(() => document.removeEventListener('keydown', press, true))
  })
  return (
    <Show when={places()}>
      <div class="draw-bar" role="group" aria-label={t('zones.drawing')}>
        <p role="status">{t(selection.drawing() === 'box' ? 'zones.select.boxHelp' : 'zones.drawHelp')}</p>
        <Button size="s" icon="crosshair" onClick={put}>{t('zones.drawMiddle')}</Button>
        <Show when={selection.drawing() !== 'box'} fallback={<Button size="s" onClick={stop}>{t('common.action.cancel')}</Button>}>
          <Button size="s" look="primary" icon="check" disabled={selecting() && selection.path().length < 3} onClick={done}>{t('zones.drawDone')}</Button>
        </Show>
      </div>
    </Show>
  )
}
