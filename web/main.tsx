import { render } from 'solid-js/web'
import './theme.css'
import './themes.css'
import './ui/theme.ts' // puts the chosen theme on the page before anything is drawn
import { startTexts } from './i18n/dictionary.ts'
import { I18nProvider } from './i18n/i18n.tsx'
import { holdBuild } from './offline/build-lock.ts'
import { Routes } from './routes.tsx'

// Before any schema is made: else zod tries whether it may write code at run time, and the content security policy reports that as an attack.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } })
const root = document.getElementById('root')
if (!root) throw new Error('the page has no #root')
holdBuild()
await startTexts()
render(() => <I18nProvider><Routes /></I18nProvider>, root)
