/** A severity, or `unknown`, as a key of labels, colours and shapes. */
export type SeverityKey = '0' | '1' | '2' | '3' | '4' | 'unknown'

/** The key of a severity; null is unknown. */
export const severityKey = (severity: number | null): SeverityKey => (severity === null ? 'unknown' : (String(severity) as SeverityKey))

const CIRCLE = 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z'

/** One silhouette per severity, filled, on a grid of 24: they differ without colour. `mark` is the stroke inside. */
export const SEVERITY_SHAPES: Readonly<Record<SeverityKey, { readonly body: string; readonly mark: string }>> = {
  0: { body: CIRCLE, mark: 'm8 12.4 2.7 2.700L16 9.3' },
  1: { body: 'M7.5 4h9A3.5 3.5 0 0 1 20 7.500v9a3.5 3.5 0 0 1-3.5 3.500h-9A3.5 3.5 0 0 1 4 16.500v-9A3.5 3.5 0 0 1 7.5 4z', mark: 'M8.5 12h7' },
  2: { body: 'M12 2.500a2 2 0 0 1 1.75 1l8 14.500A2 2 0 0 1 20 21H4a2 2 0 0 1-1.75-3l8-14.500A2 2 0 0 1 12 2.500z', mark: 'M12 9.500v4.500M12 17.300v.01' },
  3: { body: 'M10.8 1.900a1.7 1.7 0 0 1 2.4 0l8.9 8.900a1.7 1.7 0 0 1 0 2.400l-8.9 8.900a1.7 1.7 0 0 1-2.4 0l-8.9-8.900a1.7 1.7 0 0 1 0-2.400z', mark: 'M9.6 8.200v4.600M9.6 16v.01M14.4 8.200v4.600M14.4 16v.01' },
  4: { body: 'M8.3 2.500h7.400l5.8 5.800v7.400l-5.8 5.800H8.300l-5.8-5.800V8.300z', mark: 'm8.6 8.6 6.8 6.800M15.4 8.600l-6.8 6.8' },
  unknown: { body: CIRCLE, mark: 'M9.5 9.400a2.6 2.6 0 1 1 3.9 2.200c-.9.5-1.4 1.1-1.4 2.100M12 16.800v.01' },
}
