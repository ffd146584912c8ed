import type { SmsRefusal } from '../../geo/reports/contract.ts'

type Lang = 'uk' | 'en'

// An SMS is read by whoever carries it: no name of a place is in any of them, and 70 Cyrillic letters fit into one.
const WORDS = {
  uk: {
    kept: (ticket: string, grade: number) => `Прийнято, оцінка ${grade}. Квиток ${ticket}. Повний звіт надішліть, щойно буде мережа.`,
    'not-a-report': 'Не прийнято. Пишіть так: D номер оцінка літера, як на екрані телефона. Приклад: D 1234 3 L',
    'check-letter-wrong': 'Не прийнято: літера не збігається. Перевірте номер та оцінку й надішліть ще раз.',
    'sender-unknown': 'Не прийнято: цей номер телефону не зареєстровано за бригадою.',
    'site-unknown': 'Не прийнято: немає об’єкта з таким номером. Перевірте й надішліть ще раз.',
  },
  en: {
    kept: (ticket: string, grade: number) => `Received, grade ${grade}. Ticket ${ticket}. Send the full report when there is a network.`,
    'not-a-report': 'Not taken. Write: D number grade letter, as on the phone\'s screen. Example: D 1234 3 L',
    'check-letter-wrong': 'Not taken: the letter does not fit. Check number and grade, then send again.',
    'sender-unknown': 'Not taken: this telephone number is not registered for a crew.',
    'site-unknown': 'Not taken: there is no site with this number. Check it, then send again.',
  },
} as const satisfies Record<Lang, Record<SmsRefusal, string> & { kept: (ticket: string, grade: number) => string }>

/** What to send back for a report that was kept. */
export const keptReply = (lang: Lang, ticket: string, grade: number): string => WORDS[lang].kept(ticket, grade)
/** What to send back for an SMS that made no report. */
export const refusedReply = (lang: Lang, reason: SmsRefusal): string => WORDS[lang][reason]
