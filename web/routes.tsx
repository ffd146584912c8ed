import { Route, Router } from '@solidjs/router'
import { ErrorBoundary, lazy, Suspense, type JSX } from 'solid-js'
import { askAhead } from './call.ts'
import { loadTexts } from './i18n/dictionary.ts'
import { useI18n } from './i18n/i18n.tsx'
import { reload } from './offline/calm.ts'
import { Button } from './ui/button.tsx'
import { EmptyState, Wait } from './ui/states.tsx'

// a section comes with its texts, and only its own
const StartPage = lazy(async () => {
  const [page] = await Promise.all([import('./public/start-page.tsx'), loadTexts('start', 'codes')])
  return { default: page.StartPage }
})
const SignInPage = lazy(async () => {
  const [page] = await Promise.all([import('./public/sign-in-page.tsx'), loadTexts('start', 'codes')])
  return { default: page.SignInPage }
})
const FieldPage = lazy(async () => {
  const [page] = await Promise.all([import('./field/field-page.tsx'), loadTexts('field', 'grades', 'codes')])
  return { default: page.FieldPage }
})
const AdminPage = lazy(async () => {
  const [page, { ToastProvider }] = await Promise.all([import('./admin/admin-page.tsx'), import('./ui/toast.tsx'), loadTexts('admin', 'codes', 'held', 'grades')])
  return { default: () => <ToastProvider><page.AdminPage /></ToastProvider> }
})
const AccountPage = lazy(async () => {
  const [page, { ToastProvider }] = await Promise.all([import('./public/account-page.tsx'), import('./ui/toast.tsx'), loadTexts('start', 'codes')])
  return { default: () => <ToastProvider><page.AccountPage /></ToastProvider> }
})
const LabelsPage = lazy(async () => {
  const [page] = await Promise.all([import('./labels/labels-page.tsx'), loadTexts('labels', 'codes')])
  return { default: page.LabelsPage }
})
const DeskPage = lazy(async () => {
  askAhead('/api/me')
  const [page, { ToastProvider }] = await Promise.all([import('./desk/desk-page.tsx').then((desk) => (desk.askAtOnce(), desk)), import('./ui/toast.tsx'), loadTexts('desk', 'grades', 'codes', 'work', 'warn', 'zones', 'order', 'panel', 'past', 'repairs', 'queue', 'targets', 'handover')])
  return { default: () => <ToastProvider><page.DeskPage /></ToastProvider> }
})

const NumbersPage = lazy(async () => {
  const [page] = await Promise.all([import('./desk/numbers-page.tsx'), loadTexts('numbers', 'codes', 'desk')])
  return { default: page.NumbersPage }
})

const SituationPage = lazy(async () => {
  const [page] = await Promise.all([import('./desk/situation-page.tsx'), loadTexts('situation', 'desk')])
  return { default: page.SituationPage }
})

const BoardPage = lazy(async () => {
  const [page, { ToastProvider }] = await Promise.all([import('./desk/board/board-page.tsx'), import('./ui/toast.tsx'), loadTexts('board', 'rounds', 'desk', 'codes', 'repairs', 'work', 'handover')])
  return { default: () => <ToastProvider><page.BoardPage /></ToastProvider> }
})

function Frame(props: { readonly children?: JSX.Element }) {
  const { t } = useI18n()
  return (
    <ErrorBoundary fallback={(error: unknown) => {
      reportError(error)
      return (
        <EmptyState icon="warning" title={t('common.failed')} actions={<Button look="primary" icon="sync" onClick={() => void reload()}>{t('common.action.retry')}</Button>}>
          {t('common.failedHelp')}
        </EmptyState>
      )
    }}>
      <Suspense fallback={<Wait />}>{props.children}</Suspense>
    </ErrorBoundary>
  )
}

const NotFoundPage = lazy(async () => ({ default: (await import('./public/not-found-page.tsx')).NotFoundPage }))

/** Every address of the web. */
export function Routes() {
  return (
    <Router root={Frame}>
      <Route path="/" component={StartPage} />
      <Route path="/sign-in" component={SignInPage} />
      <Route path="/field/*" component={FieldPage} />
      <Route path="/desk/numbers" component={NumbersPage} />
      <Route path="/desk/report" component={SituationPage} />
      <Route path="/desk/board" component={BoardPage} />
      <Route path="/desk/*" component={DeskPage} />
      <Route path="/admin/*" component={AdminPage} />
      <Route path="/labels" component={LabelsPage} />
      <Route path="/account" component={AccountPage} />
      <Route path="*" component={NotFoundPage} />
    </Router>
  )
}
