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
    return (
      <>
        {known === 'at_least' ? t('zones.people.atLeast', { count: round(people.value) }) : round(people.value)}
        <Show when={people.low < people.value || people.high > people.value}> <span class="people-range">{t('desk.reason.range', { low: round(people.low), high: round(people.high) })}</span></Show>
      </>
    )
  }
  // Said again beside each number where the table is too narrow for five columns.
  const counts = () => [t('zones.people.share'), t('zones.people.damages'), t('zones.people.uncounted')]
  const share = (area: MappedArea) => (area.people === null || !area.population ? '–' : number(Math.min(1, area.people.value / area.population), { style: 'percent', maximumFractionDigits: 0 }))
  return (
    <Dialog open={props.open} title={props.title} onClose={props.onClose}>
      <p class="part-note">{t('zones.people.explained')}</p>
      <Show when={props.service.state.phase === 'failed'}><Failed as="line" what={t('desk.failure.areas')} problem={props.service.state.problem} onRetry={() => void props.service.refresh()} /></Show>
      <Show when={props.service.state.areas.length > 0} fallback={<Show when={props.service.state.phase === 'loading'}><Skeleton lines={6} /></Show>}>
      <div class="people-scroll" tabindex="0" role="region" aria-label={props.title}>
        <table class="people-table" role="table">
          <thead role="rowgroup"><tr role="row"><For each={[t('desk.filter.area'), t('zones.people.without'), ...counts()]}>{(title) => <th scope="col" role="columnheader">{title}</th>}</For></tr></thead>
          <tbody role="rowgroup">
            <For each={props.service.state.areas}>{(area) => (
              <tr role="row">
                <th scope="row" role="rowheader"><a href={desk.href({ filter: { ...desk.view().filter, area: area.code } })} onClick={(event) => { event.preventDefault(); desk.show({ filter: { ...desk.view().filter, area: area.code } }); props.onClose() }}>{words.named(area.names) ?? area.code}</a></th>
                <td role="cell">{said(area)}</td><For each={[share(area), number(area.damages), area.uncounted > 0 ? number(area.uncounted) : '–']}>{(count, nth) => <td role="cell" data-title={counts()[nth()]}>{count}</td>}</For>
              </tr>
            )}</For>
          </tbody>
        </table>
      </div>
      </Show>
    </Dialog>
  )
}
