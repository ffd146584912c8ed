type DatabaseError = Error & { code?: string; constraint?: string }

const REASONS: Readonly<Record<string, string>> = {
  areas__geom_sane: 'its outline is empty or out of range',
  sites__geom_sane: 'its geometry is empty or out of range',
  facilities__geom_sane: 'its geometry is empty or out of range',
  areas__parent_known: 'its parent is not there: import the level above first',
  links__from_known: 'its supplier is not there: import the sites first',
  links__to_site_known: 'its dependent is not there: import the sites first',
  links__to_facility_known: 'its dependent is not there: import the facilities first',
  links__carrier_known: 'its line is not there: import the sites first',
  links__not_itself: 'it joins a site with itself',
  sites__organisation_known: 'its organisation is not there',
}

/** True when an error is about the rows, not about the connection, the server or a conflict that a retry solves. */
export function isData(error: unknown): error is DatabaseError {
  // 22 data, 23 constraints, 21 cardinality, XX000 what the geometry library could not do.
  return error instanceof Error && /^(21|22|23|XX000)/.test((error as DatabaseError).code ?? '')
}

/** Why a row was refused, in words. */
export function reasonOf(error: DatabaseError): string {
  const known = error.constraint === undefined ? undefined : REASONS[error.constraint]
  if (known !== undefined) return known
  if (error.constraint === undefined) return error.message
  const [, thing, rule = ''] = /^(?:[a-z]+)__(.+)_(\w+)$/.exec(error.constraint) ?? []
  const words: Record<string, string> = { short: 'is too long', known: 'is not one of the known values', sane: 'is out of range' }
  return thing === undefined || words[rule] === undefined ? `it breaks the rule ${error.constraint}` : `${thing.replaceAll('_', ' ')} ${words[rule]}`
}
