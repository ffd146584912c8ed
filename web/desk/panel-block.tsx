import { For, Show } from 'solid-js'
import type { DamageWhole } from '../../geo/damages/damage.ts'
import type { Repair } from '../../geo/repairs/repair.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { Icon } from '../ui/icon.tsx'
import { useDesk } from './desk-context.tsx'
import { useWords } from './words.ts'

/** What a repair waits for, since and until when, in whose words; where the site was struck again, the way to that damage. */
export function PanelBlock(props: { readonly damage: DamageWhole; readonly repair: Repair }) {
  const { t, dateTime } = useI18n()
  const words = useWords()
  const desk = useDesk()
  const newer = () => props.damage.beside.filter((one) => one.openedAt > props.repair.createdAt)
  return (
    <Show when={props.repair.blockedBy}>{(why) => (
      <div class="repair-blocked">
        <p>{t('desk.repair.blockedBy', { why: words.code('blockedBy', why()) })}</p>
        <Show when={props.repair.blockedWhy}><p class="part-quote">{props.repair.blockedWhy}</p></Show>
        <p class="part-note">
          {t('repairs.block.since', { when: dateTime(props.repair.since) })}<Show when={props.repair.blockedUntil}>{(until) => <> · {t('repairs.block.expected', { when: dateTime(until()) })}</>}</Show>
          <Show when={props.repair.blockedBySystem}> · {t('repairs.block.bySystem')}</Show>
        </p>
        <Show when={why() === 'second_strike'}>
          <p><Icon name="warning" size={16} /> {t('repairs.struck.review')}</p>
          <For each={newer()}>{(one) => <p><a href={desk.href({ damage: one.id })} onClick={(event) => { event.preventDefault(); desk.select(one.id) }}>{t('repairs.struck.newer', { when: dateTime(one.openedAt) })}</a></p>}</For>
        </Show>
      </div>
    )}</Show>
  )
}

/** Repairs under way on other damages of the same site: whoever looks at one damage must know of the crew at the other. */
export function PanelBeside(props: { readonly damage: DamageWhole }) {
  const { t, dateTime } = useI18n()
  const words = useWords()
  const desk = useDesk()
  const underway = () => props.damage.beside.flatMap(({ id, openedAt, repair }) => (repair === null ? [] : [{ id, openedAt, repair }]))
  return (
    <For each={underway()}>{({ id, openedAt, repair }) => (
      <p class="repair-blocked"><Icon name="warning" size={16} /> {t('repairs.struck.beside', { crew: repair.crewName ?? t('desk.repair.noCrew'), state: words.code('repairState', repair.state) })} <a href={desk.href({ damage: id })} onClick={(event) => { event.preventDefault(); desk.select(id) }}>{t('repairs.struck.look', { when: dateTime(openedAt) })}</a></p>
    )}</For>
  )
}
