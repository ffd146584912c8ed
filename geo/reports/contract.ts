import { z } from 'zod'
import { READERS } from '../access/roles.ts'
import { endpoint } from '../http/endpoint.ts'
import { DamageReport, StoredReport } from './report.ts'

export const fileReport = endpoint({
  method: 'put', path: '/api/reports/{id}', tag: 'Reports', roles: ['crew', 'dispatcher', 'authority'],
  summary: 'File a damage report; safe to repeat',
  params: z.object({ id: z.uuid() }),
  body: DamageReport,
  returns: StoredReport,
  problems: ['report-id-taken', 'site-not-found', 'damage-not-found', 'repair-not-found', 'report-not-found', 'value-out-of-range'],
})

export const getReport = endpoint({
  method: 'get', path: '/api/reports/{id}', tag: 'Reports', roles: READERS,
  summary: 'One report as it was filed',
  params: z.object({ id: z.uuid() }),
  returns: StoredReport,
  problems: ['report-not-found'],
})

export const listOwnReports = endpoint({
  method: 'get', path: '/api/reports', tag: 'Reports', roles: ['crew', 'dispatcher', 'authority'],
  summary: 'Your own latest reports',
  query: z.object({ limit: z.coerce.number().int().min(1).max(200).default(50) }),
  returns: z.object({ reports: z.array(StoredReport) }),
})
