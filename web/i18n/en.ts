import { admin } from './en/admin.ts'
import { codes } from './en/codes.ts'
import { common } from './en/common.ts'
import { desk } from './en/desk.ts'
import { field } from './en/field.ts'
import { grades } from './en/grades.ts'
import { held } from './en/held.ts'
import { labels } from './en/labels.ts'
import { numbers } from './en/numbers.ts'
import { order } from './en/order.ts'
import { phone } from './en/phone.ts'
import { keep } from './en/keep.ts'
import { start } from './en/start.ts'
import { warn } from './en/warn.ts'
import { work } from './en/work.ts'
import { zones } from './en/zones.ts'

/** Every text in English: the key type. The screens load its sections one by one (`sections.ts`), never this whole. */
export const en = { common, grades, codes, field, keep, desk, held, labels, numbers, order, phone, start, admin, warn, work, zones } as const
