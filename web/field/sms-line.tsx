import { Show } from 'solid-js'
import { useI18n } from '../i18n/i18n.tsx'
import type { KeptOp } from '../sync/store.ts'
import { Button } from '../ui/button.tsx'
import { useField } from './field-state.ts'
import { smsSaid } from './sms-said.ts'

/** The way to an SMS, under a report that waits while the server is out of reach. */
export function SmsLine(props: { readonly op: KeptOp }) {
  const { t } = useI18n()
  const field = useField()
  const cutOff = () => !field.online() || field.activity().trouble === 'unreachable'
  return <Show when={cutOff() && smsSaid(props.op)}><Button look="quiet" icon="phone" class="op-sms" onClick={() => field.setSmsFor(props.op.id)}>{t('field.sms')}</Button></Show>
}
