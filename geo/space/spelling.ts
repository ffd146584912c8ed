import type { Names } from '../text.ts'

/** The words of the radio for Latin letters (ICAO), as they are said in both languages. */
const LETTERS: Readonly<Record<string, readonly [en: string, uk: string]>> = {
  A: ['Alfa', 'Альфа'], B: ['Bravo', 'Браво'], C: ['Charlie', 'Чарлі'], D: ['Delta', 'Дельта'], E: ['Echo', 'Ехо'], F: ['Foxtrot', 'Фокстрот'],
  G: ['Golf', 'Гольф'], H: ['Hotel', 'Готель'], J: ['Juliett', 'Джульєтта'], K: ['Kilo', 'Кіло'], L: ['Lima', 'Ліма'], M: ['Mike', 'Майк'],
  N: ['November', 'Новембер'], P: ['Papa', 'Папа'], Q: ['Quebec', 'Квебек'], R: ['Romeo', 'Ромео'], S: ['Sierra', 'Сьєрра'], T: ['Tango', 'Танго'],
  U: ['Uniform', 'Юніформ'], V: ['Victor', 'Віктор'], W: ['Whiskey', 'Віскі'], X: ['X-ray', 'Ікс-рей'], Y: ['Yankee', 'Янкі'], Z: ['Zulu', 'Зулу'],
}

/** MGRS as it is said over the radio, a group at a time: "3 6 Uniform, Uniform Alfa, 1 2 3 4 5, 6 7 8 9 0". */
export function spellMgrs(mgrs: string, language: keyof Names): string {
  const said = (sign: string) => LETTERS[sign]?.[language === 'en' ? 0 : 1] ?? sign
  return mgrs.split(' ').map((group) => [...group].map(said).join(' ')).join(', ')
}
