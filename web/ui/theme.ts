import { createSignal } from 'solid-js'
import { choiceOf, putOn, STORED, type Theme, type ThemeChoice } from './theme-names.ts'

const device = matchMedia('(prefers-color-scheme: dark)')
const [deviceIsDark, setDeviceIsDark] = createSignal(device.matches)
device.addEventListener('change', (event) => setDeviceIsDark(event.matches))
const [themeChoice, setChoice] = createSignal<ThemeChoice>(choiceOf(localStorage.getItem(STORED)))

putOn(document, themeChoice())

/** What the user chose. */
export { themeChoice }

/** The theme on the screen. */
export const theme = (): Theme => {
  const choice = themeChoice()
  return choice === 'auto' ? (deviceIsDark() ? 'dark' : 'light') : choice
}

/** Changes the theme and keeps the choice on this device. */
export function chooseTheme(choice: ThemeChoice): void {
  putOn(document, choice) // before the signal, so that whoever reads colours from the page sees the new ones
  setChoice(choice)
  localStorage.setItem(STORED, choice)
}
