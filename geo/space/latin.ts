// Codes are read aloud and typed on a Cyrillic keyboard: these letters look the same.
const LOOKALIKES: Readonly<Record<string, string>> = {
  А: 'A', В: 'B', Е: 'E', Н: 'H', І: 'I', Ј: 'J', К: 'K', М: 'M', О: 'O', Р: 'P', Ѕ: 'S', С: 'C', Т: 'T', У: 'Y', Х: 'X',
}

/** A code in capitals without spaces, with Cyrillic letters that look Latin made Latin. */
export function asLatinCode(text: string): string {
  return text.toUpperCase().replace(/[\s\u00a0.·_-]/g, '').replace(/[А-ЯІЈЅ]/g, (letter) => LOOKALIKES[letter] ?? letter)
}
