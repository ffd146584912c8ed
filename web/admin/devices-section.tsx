import { createSignal, For, onMount, Show } from 'solid-js'
import type { Device } from '../../geo/access/people.ts'
import { HeldReview } from '../held/held-review.tsx'
import { PhoneBadges } from '../held/phones-list.tsx'
import { useI18n } from '../i18n/i18n.tsx'
import { createHeld } from '../store/held.ts'
import { createDevices } from '../store/people.ts'
import { createTelling } from '../store/telling.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/states.tsx'
import { useToast } from '../ui/toast.tsx'
import { useAdmin } from './admin-context.tsx'
import { Failure, Listing, Sure } from './listing.tsx'

const CLOCK_OFF_S = 60 // from here on reports carry times that surprise

/** Phones that have sent something; a lost one is withdrawn. */
export function DevicesSection() {
  const { t, relative, duration } = useI18n()
  const admin = useAdmin()
  const toast = useToast()
  const devices = createDevices()
  const held = createHeld()
  const telling = createTelling(admin.problemText)
  const [asked, setAsked] = createSignal<string | null>(null)
  const [signOut, setSignOut] = createSignal(true)
  onMount(() => void devices.refresh())

  async function revoke(device: Device, revoked: boolean) {
    const done = await telling.tell(async () => {
      await devices.revoke(device.id, revoked)
      if (revoked && signOut()) await admin.people.endSessions(device.person.id)
      await held.refresh()
    })
    if (!done) return
    setAsked(null)
    toast({ tone: 'good', text: t(revoked ? 'admin.done.deviceRevoked' : 'admin.done.deviceAllowed') })
  }
  return (
    <>
      <Listing
        title={t('admin.devices.title')} intro={t('admin.devices.intro')} phase={devices.state.phase} count={devices.state.devices.length} more={devices.state.more} onRetry={() => void devices.refresh()}
        search={{ label: t('admin.devices.search'), value: devices.state.search, onInput: devices.search }}
        empty={<EmptyState icon="device" title={t('admin.devices.none')}>{t('admin.devices.noneText')}</EmptyState>}
      >
        <For each={devices.state.devices}>{(device) => (
          <li class="row" data-gone={device.revokedAt === null ? undefined : ''}>
            <div class="row-words"><b>{device.person.name}</b><span class="admin-note">{[device.crewName, device.id.slice(-6)].filter(Boolean).join(' · ')}</span></div>
            <div class="row-badges">
              <PhoneBadges device={device} />
              <Show when={Math.abs(device.clockOffS ?? 0) > CLOCK_OFF_S}><Badge tone="warn" icon="clock">{t('admin.devices.clockOff', { by: duration(Math.abs(device.clockOffS ?? 0) * 1000) })}</Badge></Show>
            </div>
            <span class="row-when admin-note">{t('admin.devices.lastSeen', { when: relative(device.lastSeen) })}</span>
            <Show when={device.revokedAt !== null || device.otherKeyAt !== null}><Button size="s" busy={telling.busy()} onClick={() => void revoke(device, false)}>{t('admin.devices.allow')}</Button></Show>
            <Show when={device.revokedAt === null}>
              <Sure label={t('admin.devices.revoke')} question={t('admin.devices.revokeSure', { name: device.person.name })} asked={asked() === device.id} busy={telling.busy()} onAsk={(yes) => { telling.clear(); setAsked(yes ? device.id : null) }} onYes={() => void revoke(device, true)}>
                <label class="check"><input type="checkbox" checked={signOut()} onChange={(event) => setSignOut(event.currentTarget.checked)} />{t('admin.devices.signOut')}</label>
                <Failure text={telling.error()} />
              </Sure>
            </Show>
          </li>
        )}</For>
      </Listing>
      <HeldReview held={held} />
    </>
  )
}
