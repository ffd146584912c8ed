import { createResource, createSignal, For, Show } from 'solid-js'
import { listDependents, type HangsOn } from '../../geo/damages/contract.ts'
import type { DamageWhole } from '../../geo/damages/damage.ts'
import { reasonOf } from '../../geo/damages/reason.ts'
import { call } from '../call.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { Icon } from '../ui/icon.tsx'
import { Skeleton } from '../ui/states.tsx'
import { useDesk } from './desk-context.tsx'
import { problemOf } from '../store/loading.ts'
import { Figure } from './reason-sentence.tsx'
import { useWords } from './words.ts'

/** Who is without a service because of the damage, who lives on batteries, and every site and facility that hangs on it. */
export function PanelWithout(props: { readonly damage: DamageWhole }) {
  const { t, plural, relative } = useI18n()
  const words = useWords()
  const desk = useDesk()
  const [open, setOpen] = createSignal(false)
  const services = () => reasonOf(props.damage.priority).services
  const hangs = () => props.damage.priority.dependentSites + props.damage.priority.facilities.length
  type Hanging = { readonly all: readonly HangsOn[]; readonly problem: string }
  // With a first value nothing waits for it: the whole screen would else be taken out until it is here.
  const [hanging] = createResource<Hanging | undefined, { readonly id: string; readonly version: number }>(() => (open() ? { id: props.damage.id, version: props.damage.version } : false), async ({ id }) => {
    try {
      return { all: (await call(listDependents, { params: { id } })).dependents, problem: '' }
    } catch (error) {
      return { all: [], problem: desk.problemText(problemOf(error)) }
    }
  }, { initialValue: undefined })
  return (
    <Show when={services().length + hangs() > 0}>
      <section class="panel-part" aria-labelledby="desk-without">
        <h3 id="desk-without">{t('panel.without.title')}</h3>
        <dl class="facts">
          <For each={services()}>{(one) => (
            <>
              <Show when={one.gone.high > 0}><dt>{t(`desk.reason.lacking.${one.service}`)}</dt><dd><Figure of={one.gone} counted="desk.reason.peopleCount" range /></dd></Show>
              <Show when={one.onBattery}>{(left) => (
                <><dt>{t(`desk.reason.battery.${one.service}`)}</dt><dd><Figure of={left()} counted="desk.reason.peopleCount" range /><Show when={one.endsAt}>{(ends) => <span class="part-note">, {t(one.endsKnown ? 'desk.reason.batteryEnds' : 'desk.reason.batteryGuessed', { when: relative(ends()) })}</span>}</Show></dd></>
              )}</Show>
            </>
          )}</For>
        </dl>
        <Show when={hangs() > 0}>
          <details class="why-details" open={open()} onToggle={(event) => setOpen(event.currentTarget.open)}>
            <summary>{plural('panel.without.hangs', hangs())}<Icon name="chevron_down" size={16} /></summary>
            <Show when={hanging.latest} fallback={<Skeleton lines={3} />}>{(found) => (
              <Show when={found().problem === ''} fallback={<p role="alert">{found().problem}</p>}>
                <Show when={found().all.length > 0} fallback={<p class="part-note">{t('panel.without.elsewhere')}</p>}>
                  <ul class="plain-list without-list"><For each={found().all}>{(one) => (
                    <li>{words.readable(one.names) ?? words.code('kind', one.kind)} <span class="part-note">{[words.code('kind', one.kind), one.people === null ? null : plural('common.unit.people', one.people)].filter(Boolean).join(', ')}</span></li>
                  )}</For></ul>
                </Show>
              </Show>
            )}</Show>
          </details>
        </Show>
      </section>
    </Show>
  )
}
