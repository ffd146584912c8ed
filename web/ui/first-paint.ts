import { choiceOf, putOn, STORED } from './theme-names.ts'

// The only script that the page waits for: without it a phone that is to stay dark would light up white before the others have come.
try {
  putOn(document, choiceOf(localStorage.getItem(STORED)))
} catch (error) {
  console.warn('this window keeps no choice of theme', error)
}
