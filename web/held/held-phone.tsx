import { createEffect, createSignal, on, Show } from 'solid-js'
import { listHeld } from '../../geo/held/contract.ts'
import { call } from '../call.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { createTelling } from '../store/telling.ts'
import { Button } from '../ui/button.tsx'
import { DecisionForm } from './decision-form.tsx'
import { HeldOver, type Wanted } from './held-over.tsx'
import { useHeldWords } from './held-words.ts'

const TOLD = 5

/** All that one phone left, decided alike. While somebody decides it is kept (`onKeep`); when others decided all of it meanwhile, what was typed stays beside what they did. */
export function HeldPhone(props: { readonly device: string; readonly waiting: number; readonly onKeep: (keep: boolean) => void; /** Gives how many it was about. */ readonly onDecide: (accept: boolean, why: string) => Promise<number> }) {
  const { t } = useI18n()
  const deciding = createTelling(useHeldWords().problem)
  const [asked, setAsked] = createSignal<'accept' | 'discard' | null>(null)
  const [why, setWhy] = createSignal('')
  const [wanted, setWanted] = createSignal<Wanted | null>(null)
  const label = () => t(asked() === 'discard' ? 'held.discardAll' : 'held.acceptAll', { count: props.waiting })
  const ask = (what: 'accept' | 'discard') => { deciding.clear(); setAsked(what); props.onKeep(true) }
  const leave = () => { deciding.clear(); setAsked(null); setWanted(null); props.onKeep(false) }
  const mine = (): Wanted => ({ accept: asked() === 'accept', why: why().trim() })
  const decide = () => void deciding.tell(async () => {
    if (await props.onDecide(mine().accept, mine().why) === 0) setWanted(mine())
    else leave()
  })
  createEffect(on(() => props.waiting, (waiting) => { if (waiting === 0 && asked() !== null && !deciding.busy() && wanted() === null) setWanted(mine()) }))
  return (
    <div class="held-phone">
      <span class="held-note">{t('held.ofPhone')} <code>{props.device.slice(-6)}</code></span>
      <Show when={wanted()} fallback={
        <Show when={asked()} fallback={
          <div class="held-buttons">
            <Button size="s" look="quiet" onClick={() => ask('discard')}>{t('held.discardAll', { count: props.waiting })}</Button>
            <Button size="s" look="quiet" onClick={() => ask('accept')}>{t('held.acceptAll', { count: props.waiting })}</Button>
          </div>
        }>
          <DecisionForm label={label()} danger={asked() === 'discard'} busy={deciding.busy()} error={deciding.error()} why={why()} onWhy={setWhy} onCancel={leave} onDecide={decide} />
        </Show>
      }>{(mine) => <HeldOver wanted={mine()} find={async () => (await call(listHeld, { query: { decided: 'yes', device: props.device } })).held.slice(0, TOLD)} onSeen={leave} />}</Show>
    </div>
  )
}
