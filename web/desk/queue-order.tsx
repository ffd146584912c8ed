import { For } from 'solid-js'
import { DamageGrouping, DamageOrder } from '../../geo/damages/contract.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { Icon } from '../ui/icon.tsx'
import { useDesk } from './desk-context.tsx'

/** What the queue is sorted and grouped by, each by the device's own control. */
export function QueueOrder() {
  const { t } = useI18n()
  const desk = useDesk()
  return (
    <div class="queue-order">
      <label class="queue-select" title={t('desk.queue.order')}>
        <Icon name="sort" size={16} /><span class="visually-hidden">{t('desk.queue.order')}</span>
        <select value={desk.view().order} onChange={(event) => desk.show({ order: DamageOrder.parse(event.currentTarget.value) }, true)}>
          <For each={DamageOrder.options}>{(order) => <option value={order} selected={order === desk.view().order}>{t(`queue.order.${order}`)}</option>}</For>
        </select>
      </label>
      <label class="queue-select" title={t('queue.group')}>
        <Icon name="layers" size={16} /><span class="visually-hidden">{t('queue.group')}</span>
        <select value={desk.view().by ?? ''} onChange={(event) => desk.show({ by: DamageGrouping.safeParse(event.currentTarget.value).data ?? null }, true)}>
          <option value="" selected={desk.view().by === null}>{t('queue.by.none')}</option>
          <For each={DamageGrouping.options}>{(by) => <option value={by} selected={by === desk.view().by}>{t(`queue.by.${by}`)}</option>}</For>
        </select>
      </label>
    </div>
  )
}
