import { createSignal } from 'solid-js'

/** What the user chose: a theme, or to follow the device. */
export type ThemeChoice = 'auto' | 'light' | 'dark'

const STORED = 'vidnova.theme'
const isChoice = (value: string | null): value is ThemeChoice => value === 'auto' || value === 'light' || value === 'dark'
const stored = localStorage.getItem(STORED)
const device = matchMedia('(prefers-color-scheme: dark)')
const [deviceIsDark, setDeviceIsDark] = createSignal(device.matches)
device.addEventListener('change', (event) => setDeviceIsDark(event.matches))
const [themeChoice, setChoice] = createSignal<ThemeChoice>(isChoice(stored) ? stored : 'auto')

const apply = (choice: ThemeChoice) => {
  if (choice === 'auto') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = choice
}
apply(themeChoice())

/** What the user chose. */
export { themeChoice }

/** The theme on the screen. */
export const theme = (): 'light' | 'dark' => {
  const choice = themeChoice()
  return choice === 'auto' ? (deviceIsDark() ? 'dark' : 'light') : choice
}

/** Changes the theme and keeps the choice on this device. */
export function chooseTheme(choice: ThemeChoice): void {
  apply(choice) // before the signal, so that whoever reads colours from the page sees the new ones
  setChoice(choice)
  localStorage.setItem(STORED, choice)
}
