import { createSignal, For, onMount, Show } from 'solid-js'
import type { Device } from '../../geo/access/people.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { createDevices } from '../store/people.ts'
import { createTelling } from '../store/telling.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { EmptyState, Skeleton } from '../ui/states.tsx'
import { useToast } from '../ui/toast.tsx'
import { useHeldWords } from './held-words.ts'
import './held.css'

/** What is noteworthy about a phone, in words. Needs the texts `held`. */
export function PhoneBadges(props: { readonly device: Device }) {
  const { t, plural } = useI18n()
  return (
    <>
      <Show when={props.device.revokedAt !== null}><Badge tone="bad" icon="stop">{t('held.phones.withdrawn')}</Badge></Show>
      <Show when={props.device.otherKeyAt !== null}><Badge tone="bad" icon="warning">{t('held.phones.otherKey')}</Badge></Show>
      <Show when={props.device.waiting > 0}><Badge tone="warn">{plural('held.phones.waits', props.device.waiting)}</Badge></Show>
    </>
  )
}

/** Phones of the crews in one's areas; a lost one is withdrawn here. */
export function PhonesList(props: { readonly onChange: () => void }) {
  const { t, relative } = useI18n()
  const toast = useToast()
  const devices = createDevices()
  const deciding = createTelling(useHeldWords().problem)
  const [asked, setAsked] = createSignal<string | null>(null)
  onMount(() => void devices.refresh())

  const revoke = (id: string, revoked: boolean) => deciding.tell(async () => {
    await devices.revoke(id, revoked)
    setAsked(null)
    toast({ tone: 'good', text: t(revoked ? 'held.phones.withdrew' : 'held.phones.allowed') })
    props.onChange()
  })
  const any = () => devices.state.devices.length > 0
  return (
    <section class="held" aria-labelledby="phones-title">
      <h3 class="held-title" id="phones-title">{t('held.phones.title')}</h3>
      <p class="held-note">{t('held.phones.intro')}</p>
      <Show when={any() || devices.state.search !== ''}>
        <label class="held-search"><Icon name="search" size={18} /><input class="input" type="search" aria-label={t('held.phones.search')} placeholder={t('held.phones.search')} value={devices.state.search} onInput={(event) => devices.search(event.currentTarget.value)} /></label>
      </Show>
      <p class="held-failure" role="alert"><Show when={deciding.error()}><Icon name="warning" size={16} />{deciding.error()}</Show></p>
      <Show when={devices.state.phase !== 'failed'} fallback={<p class="held-failure" role="alert">{t('held.failed')}<Button size="s" icon="sync" onClick={() => void devices.refresh()}>{t('common.action.retry')}</Button></p>}>
        <Show when={devices.state.phase === 'ready'} fallback={<Skeleton lines={2} tall />}>
          <Show when={any()} fallback={<Show when={devices.state.search === ''} fallback={<p class="held-note">{t('held.phones.nothing')}</p>}><EmptyState icon="device" title={t('held.phones.none')}>{t('held.phones.noneText')}</EmptyState></Show>}>
            <ul class="phones">
              <For each={devices.state.devices}>{(device) => (
                <li class="phone">
                  <span class="phone-words">
                    <b>{device.person.name}</b>
                    <span class="held-note">{[device.crewName === device.person.name ? null : device.crewName, device.id.slice(-6), t('held.phones.lastSeen', { when: relative(device.lastSeen) })].filter(Boolean).join(' · ')}</span>
                    <span class="held-grades"><PhoneBadges device={device} /></span>
                  </span>
                  <Show when={device.revokedAt !== null || device.otherKeyAt !== null}><Button size="s" busy={deciding.busy()} onClick={() => void revoke(device.id, false)}>{t('held.phones.allow')}</Button></Show>
                  <Show when={device.revokedAt === null}>
                    <Show when={asked() === device.id} fallback={<Button size="s" look="quiet" onClick={() => { deciding.clear(); setAsked(device.id) }}>{t('held.phones.withdraw')}</Button>}>
                      <span class="held-sure" role="alert">{t('held.phones.withdrawSure', { name: device.person.name })}</span>
                      <span class="held-buttons">
                        <Button size="s" onClick={() => setAsked(null)}>{t('common.action.cancel')}</Button>
                        <Button size="s" look="danger" busy={deciding.busy()} onClick={() => void revoke(device.id, true)}>{t('held.phones.withdraw')}</Button>
                      </span>
                    </Show>
                  </Show>
                </li>
              )}</For>
            </ul>
          </Show>
        </Show>
      </Show>
    </section>
  )
}
