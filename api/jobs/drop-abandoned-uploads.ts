import type { Parts } from '../uploads/parts.ts'
import type { Job } from './scheduler.ts'

const DAYS_KEPT = 30
const DAY_MS = 86_400_000

/** Removes uploads that nothing was added to for a month: a crew may be without a network for weeks. */
export const dropAbandonedUploads = (parts: Parts): Job => ({
  name: 'drop-abandoned-uploads',
  cron: '29 3 * * *',
  run: (_, now) => parts.dropUntouchedSince(new Date(now.getTime() - DAYS_KEPT * DAY_MS)),
})
