/** How far back the desk is shown as it was, in days. */
export const PAST_DAYS = 14

/** The moments that can be asked for at a moment, both included. */
export const pastAt = (now: Date): { readonly from: Date; readonly until: Date } => ({ from: new Date(now.getTime() - PAST_DAYS * 86_400_000), until: now })
