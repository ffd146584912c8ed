import { createSignal, Match, Switch, type JSX } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { useI18n } from '../i18n/i18n.tsx'
import { Button } from '../ui/button.tsx'
import { EmptyState, Wait } from '../ui/states.tsx'
import { reload } from './calm.ts'

/**
 * A part of a page whose script comes when it is first shown. When it does not come (no network and not on the phone yet; a build that
 * the server no longer has) the rest of the page stays as it is, says so, and offers to try again: once more, then the whole page anew.
 * What stands over the page, as a dialog, takes no room in it while it comes.
 */
export function part<P extends object>(load: () => Promise<(props: P) => JSX.Element>, stands: 'here' | 'over' = 'here'): (props: P) => JSX.Element {
  let known: ((props: P) => JSX.Element) | undefined
  return (props) => {
    const { t } = useI18n()
    const [shown, setShown] = createSignal(known)
    const [missing, setMissing] = createSignal(false)
    async function bring(wished: boolean) {
      try {
        known ??= await load()
        setMissing(false)
        setShown(() => known)
      } catch (error) {
        console.warn('a part of the page did not come', error)
        // A browser may remember that a script did not come, and ask no more: only a page that is loaded anew does.
        if (wished && (navigator.onLine || navigator.serviceWorker?.controller)) await reload()
        setMissing(true)
      }
    }
    if (known === undefined) void bring(false)
    return (
      <Switch fallback={stands === 'here' ? <Wait /> : null}>
        <Match when={missing()}>
          <div class="part-missing" data-stands={stands} role="alert">
            <EmptyState icon="offline" title={t('common.part.missing')} actions={<Button size="l" icon="sync" onClick={() => void bring(true)}>{t('common.action.retry')}</Button>}>
              {t('common.part.missingHelp')}
            </EmptyState>
          </div>
        </Match>
        <Match when={shown()}>{(component) => <Dynamic component={component()} {...props} />}</Match>
      </Switch>
    )
  }
}
