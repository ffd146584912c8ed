/** The ticket of a report: six characters of its id that can be read aloud. */
export const ticketOf = (report: string): string => report.replaceAll('-', '').slice(-6).toUpperCase()
