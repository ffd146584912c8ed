import type { en } from './en.ts'
import type { Texts } from './texts.ts'
import { admin } from './uk/admin.ts'
import { codes } from './uk/codes.ts'
import { common } from './uk/common.ts'
import { desk } from './uk/desk.ts'
import { field } from './uk/field.ts'
import { grades } from './uk/grades.ts'
import { held } from './uk/held.ts'
import { labels } from './uk/labels.ts'
import { phone } from './uk/phone.ts'
import { keep } from './uk/keep.ts'
import { start } from './uk/start.ts'
import { warn } from './uk/warn.ts'
import { work } from './uk/work.ts'
import { zones } from './uk/zones.ts'

/** Every text in Ukrainian; a missing or surplus key is a type error. */
export const uk: Texts<typeof en> = { common, grades, codes, field, keep, desk, held, labels, phone, start, admin, warn, work, zones }
