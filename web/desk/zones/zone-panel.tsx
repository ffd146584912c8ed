import { For, Match, Show, Switch, type JSX } from 'solid-js'
import { useI18n } from '../../i18n/i18n.tsx'
import { ZoneSwatch } from '../../map/zone-swatch.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { EmptyState, Skeleton } from '../../ui/states.tsx'
import { useDesk } from '../desk-context.tsx'
import { Failed } from '../failed.tsx'
import { standingOf, type Zone } from './on-map.ts'
import { ClearanceForm } from './clearance-form.tsx'
import { HazardForm } from './hazard-form.tsx'
import { ZoneFacts } from './zone-facts.tsx'
import { useZoneWords } from './zone-words.ts'
import { useZones } from './zones-context.tsx'
import { focusPanel } from './focus-panel.ts'
import './zones.css'

/** Every zone that holds or comes, to be read and chosen without a map. */
function ZoneList() {
  const { t, plural } = useI18n()
  const desk = useDesk()
  const zones = useZones()
  const words = useZoneWords()
  const row = (zone: Zone) => (
    <li>
      <a class="zone-row" href={desk.href({ zone: zone.of.id })} data-zone={zone.of.id} on:click={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return
        event.preventDefault()
        zones.choose(zone.of.id)
        focusPanel()
      }}>
        <ZoneSwatch kind={zone.is === 'clearance' ? 'clearance' : zone.of.kind} />
        <span class="zone-row-what"><b>{words.kind(zone.is === 'clearance' ? 'clearance' : zone.of.kind)}</b><span>{words.place(zone)}</span></span>
        <span class="zone-row-when"><Show when={standingOf(zone, zones.nowMs()) === 'later'}><Badge>{t('zones.later')}</Badge></Show><span>{words.lasts(zone)}</span></span>
      </a>
    </li>
  )
  return (
    <Show when={zones.store.state.phase !== 'loading'} fallback={<div class="panel-body"><Skeleton lines={4} tall /></div>}>
      <div class="panel-body">
        <Show when={zones.store.state.phase === 'failed'}><Failed as="line" what={t('zones.failed')} problem={zones.store.state.problem} onRetry={() => void zones.store.refresh()} /></Show>
        <Show when={desk.mayDecide()}>
          <div class="zone-new">
            <Button size="s" look="primary" icon="warning" onClick={() => { zones.fill('hazard'); focusPanel() }}>{t('zones.declare')}</Button>
            <Button size="s" icon="shield" onClick={() => { zones.fill('clearance'); focusPanel() }}>{t('zones.give')}</Button>
          </div>
        </Show>
        <Show when={zones.all().length > 0} fallback={<Show when={zones.store.state.phase === 'ready'}><EmptyState icon="check" title={t('zones.none')}>{t('zones.noneText')}</EmptyState></Show>}>
          <p class="part-note" role="status">{plural('zones.count', zones.all().length)}<Show when={zones.store.state.more}> {t('zones.more')}</Show></p>
          <ul class="zone-list"><For each={zones.all()}>{row}</For></ul>
        </Show>
      </div>
    </Show>
  )
}

/** The panel of zones: all of them, one of them, or a form; where the panel of a damage stands at other times. */
export function ZonePanel(props: { readonly onClose: () => void; readonly onOpen: (damage: string) => void }): JSX.Element {
  const { t } = useI18n()
  const desk = useDesk()
  const zones = useZones()
  const words = useZoneWords()
  const title = () => {
    const [filling, zone] = [zones.filling(), zones.chosen()]
    if (filling !== null) return t(filling.what === 'hazard' ? 'zones.declare' : 'zones.give')
    return zone === null ? t('zones.title') : words.kind(zone.is === 'clearance' ? 'clearance' : zone.of.kind)
  }
  const back = () => {
    if (zones.filling() !== null) zones.stop()
    else zones.choose('list')
    focusPanel()
  }
  return (
    <aside class="panel zone-panel" aria-labelledby="desk-panel-title" onKeyDown={(event) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return
      event.preventDefault()
      if (zones.drawing()) zones.setDrawing(false)
      else if (zones.filling() !== null && desk.view().zone !== null) zones.stop()
      else props.onClose()
    }}>
      <header class="panel-head">
        <div class="panel-top">
          <h2 id="desk-panel-title" tabindex="-1">{title()}</h2>
          <span class="panel-steps">
            <Show when={zones.filling() !== null || desk.view().zone !== 'list'}><IconButton size="s" icon="list" label={t('zones.toList')} onClick={back} /></Show>
            <IconButton size="s" icon="close" label={t('desk.panel.close')} onClick={() => props.onClose()} />
          </span>
        </div>
      </header>
      <div class="panel-scroll" tabindex="0" role="region" aria-label={t('zones.title')}>
        <Switch fallback={<div class="panel-body"><Show when={zones.store.state.phase !== 'loading'} fallback={<Skeleton lines={5} />}><Show when={zones.store.state.phase === 'ready'} fallback={<Failed what={t('zones.failed')} problem={zones.store.state.problem} onRetry={() => void zones.store.refresh()} />}><EmptyState icon="warning" title={t('zones.gone')} actions={<Button icon="list" onClick={() => zones.choose('list')}>{t('zones.toList')}</Button>}>{t('zones.goneText')}</EmptyState></Show></Show></div>}>
          <Match when={zones.filling()} keyed>{(filling) => (filling.what === 'hazard' ? <HazardForm where={filling.where} /> : <ClearanceForm where={filling.where} />)}</Match>
          <Match when={desk.view().zone === 'list'}><ZoneList /></Match>
          <Match when={zones.chosen()}>{(zone) => <ZoneFacts zone={zone()} onOpen={props.onOpen} />}</Match>
        </Switch>
      </div>
    </aside>
  )
}
