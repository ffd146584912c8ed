import { For, Show } from 'solid-js'
import { knownOf } from '../../geo/areas/known.ts'
import { useI18n } from '../i18n/i18n.tsx'
import type { createAreaService, MappedArea } from '../store/area-service.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Skeleton } from '../ui/states.tsx'
import { useDesk } from './desk-context.tsx'
import { Failed } from './failed.tsx'
import { useWords } from './words.ts'
import './people-table.css'

/** The table behind the coloured areas: every area with what is known of the people without service in it, and the way to its damages. */
export function PeopleTable(props: { readonly open: boolean; readonly service: ReturnType<typeof createAreaService>; readonly title: string; readonly onClose: () => void }) {
  const { t, number } = useI18n()
  const desk = useDesk()
  const words = useWords()
  const round = (people: number) => number(people, { maximumSignificantDigits: 3 })
  const said = (area: MappedArea) => {
    const known = knownOf(area)
    if (known === 'none' || known === 'unknown') return t(`zones.people.${known}`)
    const people = area.people ?? { value: 0, low: 0, high: 0 }
    const range = people.low < people.value || people.high > people.value ? ` (${t('desk.reason.range', { low: round(people.low), high: round(people.high) })})` : ''
    return `${known === 'at_least' ? t('zones.people.atLeast', { count: round(people.value) }) : round(people.value)}${range}`
  }
  const share = (area: MappedArea) => (area.people === null || !area.population ? '–' : number(Math.min(1, area.people.value / area.population), { style: 'percent', maximumFractionDigits: 0 }))
  return (
    <Dialog open={props.open} title={props.title} onClose={props.onClose}>
      <p class="part-note">{t('zones.people.explained')}</p>
      <Show when={props.service.state.phase === 'failed'}><Failed as="line" what={t('desk.failure.areas')} problem={props.service.state.problem} onRetry={() => void props.service.refresh()} /></Show>
      <Show when={props.service.state.areas.length > 0} fallback={<Show when={props.service.state.phase === 'loading'}><Skeleton lines={6} /></Show>}>
      <div class="people-scroll" tabindex="0" role="region" aria-label={props.title}>
        <table class="people-table">
          <thead><tr><th scope="col">{t('desk.filter.area')}</th><th scope="col">{t('zones.people.without')}</th><th scope="col">{t('zones.people.share')}</th><th scope="col">{t('zones.people.damages')}</th><th scope="col">{t('zones.people.uncounted')}</th></tr></thead>
          <tbody>
            <For each={props.service.state.areas}>{(area) => (
              <tr>
                <th scope="row"><a href={desk.href({ filter: { ...desk.view().filter, area: area.code } })} onClick={(event) => { event.preventDefault(); desk.show({ filter: { ...desk.view().filter, area: area.code } }); props.onClose() }}>{words.named(area.names) ?? area.code}</a></th>
                <td>{said(area)}</td><td>{share(area)}</td><td>{number(area.damages)}</td><td><Show when={area.uncounted > 0} fallback="–">{number(area.uncounted)}</Show></td>
              </tr>
            )}</For>
          </tbody>
        </table>
      </div>
      </Show>
    </Dialog>
  )
}
