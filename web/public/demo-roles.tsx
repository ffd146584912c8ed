import { createSignal, For, Show } from 'solid-js'
import type { z } from 'zod'
import type { DemoAccount } from '../../geo/access/contract.ts'
import { useI18n, type Key } from '../i18n/i18n.tsx'
import { beginDemoSession } from '../session.ts'
import type { GlyphName } from '../ui/glyphs.ts'
import { Icon } from '../ui/icon.tsx'
import { screenOf } from './destinations.ts'

const ICONS: Readonly<Record<string, GlyphName>> = { crew: 'camera', dispatcher: 'list', authority: 'shield', operator: 'substation', auditor: 'history', admin: 'person' }

/** Each demonstration role as a door: one click signs in and opens its screen. */
export function DemoRoles(props: { readonly accounts: readonly z.output<typeof DemoAccount>[] }) {
  const { t, locale } = useI18n()
  const [opening, setOpening] = createSignal<string | null>(null)
  const [failure, setFailure] = createSignal<Key | null>(null)

  async function enter(account: z.output<typeof DemoAccount>) {
    setOpening(account.key)
    setFailure(null)
    const outcome = await beginDemoSession(account.key)
    if (outcome === 'in') location.assign(`/${screenOf(account.role)}`) // a fresh page: nothing of the last person's stays in memory
    else {
      setOpening(null)
      setFailure(outcome === 'unreachable' ? 'start.offline' : outcome === 'too-many' ? 'start.tooMany' : 'start.refused')
    }
  }
  // A crew is known by its name; the other accounts are called what their role is.
  const under = (account: z.output<typeof DemoAccount>) => [account.role === 'crew' ? account.name : null, locale() === 'uk' ? account.areaNames.uk : account.areaNames.en].filter(Boolean).join(' · ')
  const inOrder = () => [...props.accounts].sort((a, b) => Object.keys(ICONS).indexOf(a.role) - Object.keys(ICONS).indexOf(b.role))
  return (
    <section class="demo-roles" aria-labelledby="demo-title">
      <h2 id="demo-title">{t('start.demoTitle')}</h2>
      <ul>
        <For each={inOrder()}>{(account) => (
          <li>
            <button type="button" class="demo-role" data-role={account.role} aria-busy={opening() === account.key ? 'true' : undefined} disabled={opening() !== null} onClick={() => void enter(account)}>
              <span class="demo-role-icon"><Icon name={ICONS[account.role] ?? 'person'} size={24} /></span>
              <span class="demo-role-words">
                <b>{t(`codes.role.${account.role}`)}</b>
                <span>{t(`start.role.${account.role}` as Key)}</span>
                <Show when={under(account)}>{(words) => <small>{words()}</small>}</Show>
              </span>
              <Icon name="arrow_right" size={20} />
            </button>
          </li>
        )}</For>
      </ul>
      <p class="demo-help">{t('start.demoHelp')}</p>
      <p class="form-failure" role="alert"><Show when={failure()}>{(key) => t(key())}</Show></p>
    </section>
  )
}
