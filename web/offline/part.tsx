import { createResource, createSignal, Match, Switch, type JSX } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { useI18n } from '../i18n/i18n.tsx'
import { Button } from '../ui/button.tsx'
import { EmptyState, Wait } from '../ui/states.tsx'
import { reload } from './calm.ts'

/**
 * A part of a page whose script comes when it is first shown. When it does not come (no network and not on the phone yet; a build that
 * the server no longer has) the rest of the page stays as it is, says so, and offers to try again: once more, then the whole page anew.
 */
export function part<P extends object>(load: () => Promise<(props: P) => JSX.Element>): (props: P) => JSX.Element {
  let known: ((props: P) => JSX.Element) | undefined
  return (props) => {
    const { t } = useI18n()
    const [attempt, setAttempt] = createSignal(1)
    const [loaded] = createResource(attempt, async (nth) => {
      try {
        known ??= await load()
      } catch (error) {
        console.warn('a part of the page did not come', error)
        if (nth > 1 && navigator.onLine) await reload()
        throw error
      }
      return { component: known }
    }, known ? { initialValue: { component: known } } : {})
    return (
      <Switch fallback={<Wait />}>
        <Match when={loaded.state === 'errored'}>
          <EmptyState icon="offline" title={t('common.part.missing')} actions={<Button icon="sync" onClick={() => setAttempt((nth) => nth + 1)}>{t('common.action.retry')}</Button>}>
            {t('common.part.missingHelp')}
          </EmptyState>
        </Match>
        <Match when={loaded.latest}>{(it) => <Dynamic component={it().component} {...props} />}</Match>
      </Switch>
    )
  }
}
