import { z } from 'zod'

const HOST = /^[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?$/
const SEVERAL = /\{([a-z0-9])-([a-z0-9])\}/ // https://{a-c}.tiles.example.org: three hosts that share the load

/** The addresses that a template stands for: one, or one for each letter of `{a-c}`. */
export function addressesOf(template: string): string[] {
  const [range = '', from = '', to = ''] = SEVERAL.exec(template) ?? []
  if (range === '') return [template]
  const first = from.charCodeAt(0)
  return Array.from({ length: Math.max(0, to.charCodeAt(0) - first + 1) }, (_, nth) => template.replace(range, String.fromCharCode(first + nth)))
}

/** The origin of an address, placeholders and all; undefined when it has none that a page could be let to. */
function originOf(address: string): string | undefined {
  const [, scheme = '', host = ''] = /^(https?):\/\/([^/?#]*)/.exec(address) ?? []
  return HOST.test(host) ? `${scheme}://${host}` : undefined
}

const isAddress = (text: string) => { const all = addressesOf(text); return all.length > 0 && all.every((one) => originOf(one) !== undefined) }
const Address = z.string().max(1000).refine(isAddress, 'must be an address of http:// or https:// with a plain host')
const Template = (names: readonly string[]) => Address.refine((url) => names.every((name) => url.includes(`{${name}}`)), `must hold ${names.map((name) => `{${name}}`).join(', ')}`)
const Words = (most: number) => z.string().trim().min(1).max(most)

const common = {
  id: z.string().regex(/^[a-z0-9-]{1,40}$/, 'small letters, digits and dashes, at most 40'),
  names: z.strictObject({ uk: Words(60), en: Words(60) }),
  attribution: Words(300),
  minZoom: z.number().int().min(0).max(24).default(0), maxZoom: z.number().int().min(0).max(24).default(19),
  labels: z.boolean().default(true), dark: z.boolean().default(false),
}
/** Whether pages may name the host to who has not signed in: only of those that the browser asks itself. */
const shown = { public: z.boolean().default(false) }

const Setting = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('xyz'), ...common, ...shown, url: Template(['z', 'x', 'y']), tilePx: z.union([z.literal(256), z.literal(512)]).default(256) }),
  z.strictObject({ kind: z.literal('wmts-template'), ...common, ...shown, url: Template(['TileMatrix', 'TileCol', 'TileRow']), tilePx: z.union([z.literal(256), z.literal(512)]).default(256) }),
  z.strictObject({
    kind: z.literal('wmts'), ...common, capabilities: Address.refine((url) => addressesOf(url).length === 1, 'must be one address'), layer: Words(200),
    matrixSet: Words(200).nullable().default(null), style: Words(200).nullable().default(null),
    /** Where its tiles are, when that is another host than that of the capabilities. */
    tiles: Address.optional(),
  }),
  z.strictObject({ kind: z.literal('pmtiles'), ...common, archive: Words(1000) }),
])

/** A base map as the operator configures it. */
export type BaseMapSetting = z.output<typeof Setting>

const Settings = z.array(Setting).max(20).refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'two have the same id')
  .refine((all) => all.every(({ minZoom, maxZoom }) => minZoom <= maxZoom), 'minZoom must not be above maxZoom')

/** BASE_MAPS: a JSON list, each entry checked. */
export const BaseMapSettings = z.string().max(100_000).transform((text, check): unknown => {
  try {
    return JSON.parse(text)
  } catch (error) {
    check.addIssue({ code: 'custom', message: 'must be a list in JSON', params: { error } })
    return z.NEVER
  }
}).pipe(Settings)

/** The origins from which a page must be let take pictures for some base maps; archives come from our own server. */
export function originsOf(settings: readonly BaseMapSetting[]): string[] {
  const addresses = settings.flatMap((one) => (one.kind === 'pmtiles' ? [] : one.kind === 'wmts' ? addressesOf(one.tiles ?? one.capabilities) : addressesOf(one.url)))
  return [...new Set(addresses.flatMap((address) => originOf(address) ?? []))]
}
