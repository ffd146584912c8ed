import { createSignal, Show } from 'solid-js'
import { useI18n } from '../i18n/i18n.tsx'
import { askInstall, installWay, putOffInstall } from '../offline/install.ts'
import { standing } from '../offline/standing.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { useField } from './field-state.ts'

/** What the crew should know now, above the form: that nothing is kept, that a newer build waits, why to install. */
export function Notices(props: { readonly install: boolean; readonly onMenu: () => void }) {
  const { t } = useI18n()
  const field = useField()
  const [taking, setTaking] = createSignal(false)
  const take = async () => {
    setTaking(true)
    await (await import('../offline/registration.ts')).takeNewer()
  }
  return (
    <>
      <Show when={!field.phone.store.durable}><p class="field-notice" data-tone="warn" role="alert"><Icon name="warning" size={20} /><span>{t('field.memory')}</span></p></Show>
      <Show when={standing().newer}>
        <div class="field-notice" role="status">
          <Icon name="sync" size={20} /><span>{t('phone.newer.waits')}</span>
          <Button look="primary" busy={taking()} onClick={() => void take()}>{t('phone.newer.take')}</Button>
        </div>
      </Show>
      <Show when={props.install}>
        <div class="field-notice">
          <Icon name="download" size={20} /><span>{t('phone.install.why')}</span>
          <Button look="primary" onClick={() => { if (installWay() === 'ask') void askInstall(); else props.onMenu() }}>{t(installWay() === 'ask' ? 'phone.install.action' : 'phone.install.how')}</Button>
          <Button look="quiet" onClick={putOffInstall}>{t('phone.install.later')}</Button>
        </div>
      </Show>
    </>
  )
}
