import { z } from 'zod'
import { BaseMapSettings, type BaseMapSetting } from './base-maps/settings.ts'

const flag = z.enum(['yes', 'no', 'true', 'false', '1', '0']).transform((value) => ['yes', 'true', '1'].includes(value))

function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

/** Every setting, each documented in the README. Empty values count as unset. */
export const Settings = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(8080),
  HOST: z.string().default('127.0.0.1'),
  DATABASE_URL: z.string().optional(),
  DATA_DIR: z.string().default('data'),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  AUTH_SECRET: z.string().min(32, 'at least 32 characters').optional(),
  DEMO: flag.optional(),
  POOL_SIZE: z.coerce.number().int().min(2).max(200).default(10),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  TRUST_PROXY: flag.default(false),
  ALERTS_URL: z.url({ protocol: /^https?$/ }).optional(),
  ALERTS_TOKEN: z.string().optional(),
  BASE_MAPS: BaseMapSettings.optional(),
  TIME_ZONE: z.string().refine(isTimeZone, 'an IANA name, as Europe/Kyiv').default('UTC'),
  REPORT_HOURS: z.string().regex(/^(none|\d{1,2}(,\d{1,2})*)$/, 'hours as 4,16, or none').transform((text) => (text === 'none' ? [] : text.split(',').map(Number)))
    .refine((hours) => hours.every((hour) => hour < 24), 'hours of 0 to 23').default([4, 16]),
})

/** The configuration, parsed once in `main.ts` and passed in. */
export type Config = {
  readonly port: number
  readonly host: string
  readonly databaseUrl: string | undefined
  readonly dataDir: string
  /** The origin that people use, where a proxy stands before us. */
  readonly publicUrl: string | undefined
  readonly authSecret: string | undefined
  readonly demo: boolean
  readonly poolSize: number
  readonly logLevel: z.infer<typeof Settings>['LOG_LEVEL']
  readonly trustProxy: boolean
  /** Base maps that the operator added to the one that ships. */
  readonly baseMaps: readonly BaseMapSetting[]
  /** Hours of the day, in UTC, at which situation reports are kept. */
  readonly reportHours: readonly number[]
  /** The clock of areas of which the code list says none. */
  readonly timeZone: string
  /** Where air alerts are asked for; without it nobody knows of any. */
  readonly alerts: { readonly url: string; readonly token: string | undefined } | undefined
}

/** The configuration in an environment. Throws an Error that names every wrong setting. */
export function configFrom(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([name, value]) => name in Settings.shape && value !== ''))
  const parsed = Settings.safeParse(given)
  if (!parsed.success) throw new Error(`wrong settings: ${parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')}`)
  const settings = parsed.data
  if (settings.DATABASE_URL !== undefined && settings.AUTH_SECRET === undefined) {
    throw new Error('wrong settings: AUTH_SECRET: needed with DATABASE_URL, so that all server processes share it')
  }
  return {
    port: settings.PORT, host: settings.HOST, databaseUrl: settings.DATABASE_URL, dataDir: settings.DATA_DIR,
    publicUrl: settings.PUBLIC_URL?.replace(/\/$/, ''), authSecret: settings.AUTH_SECRET,
    // A real database has no demonstration accounts unless somebody asks for them.
    demo: settings.DEMO ?? settings.DATABASE_URL === undefined,
    poolSize: settings.POOL_SIZE, logLevel: settings.LOG_LEVEL, trustProxy: settings.TRUST_PROXY,
    baseMaps: settings.BASE_MAPS ?? [], reportHours: settings.REPORT_HOURS, timeZone: settings.TIME_ZONE,
    alerts: settings.ALERTS_URL === undefined ? undefined : { url: settings.ALERTS_URL, token: settings.ALERTS_TOKEN },
  }
}
