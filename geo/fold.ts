const DIGRAPHS: Readonly<Record<string, string>> = { щ: 'shch', ш: 'sh', ж: 'zh', х: 'kh', ц: 'ts', ч: 'ch', є: 'ie', ю: 'iu', я: 'ia', ё: 'io' }
const FROM = 'абвгґдезиіїйклмнопрстуфыэgy'
const TO = 'abvhhdeziiiiklmnoprstufiehi'
const LETTERS = new Map([...[...FROM].map((letter, at) => [letter, TO[at]!] as const), ...Object.entries(DIGRAPHS)])
const SILENT = /[ьъ'’ʼ‘`´′\u0301]/g
const APART = /[-–—_/,.()«»"]/g

/**
 * Words as they are compared in a search: Ukrainian in Latin letters, without case, apostrophes, soft signs and doubled letters, so that
 * Знам’янка, Znamianka and ЗНАМЯНКА are one. The database's `folded` (migration 0032) does the same; a test holds them together.
 */
export function folded(said: string): string {
  const plain = said.normalize('NFKC').toLowerCase().replace(SILENT, '').replace(APART, ' ')
  return [...plain].map((letter) => LETTERS.get(letter) ?? letter).join('').replace(/([a-z])\1+/g, '$1').replace(/\s+/g, ' ').trim()
}
