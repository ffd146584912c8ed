/** Labels of sites, to be printed. */
export const labels = {
  title: 'Labels of sites', toDesk: 'To the desk', area: 'Area', areaNone: 'Choose an area', kind: 'Kind', anyKind: 'All kinds', print: 'Print',
  help: 'A crew scans the code at the site, or types the number under it, and its report is of this site: also without network, and whatever the GPS says. A label says neither what damage is known nor anything of the network.',
  count: { one: '{{count}} label', other: '{{count}} labels' }, pages: { one: '{{count}} page', other: '{{count}} pages' },
  number: '№ {{number}}', code: 'Code of site {{number}}', ofArea: 'All sites of this area',
  none: 'No sites here', noneText: 'This area has no sites that you may see.', choose: 'Choose an area', chooseText: 'Or open a site on the desk’s map and take its label from there.',
  many: 'Only the first {{count}} are shown. Choose a smaller area to print all of it.',
  failed: 'The sites could not be loaded', gone: 'This site does not exist, or not within your areas.', unreachable: 'The server did not answer. Check the network and try again.',
  signedOut: 'Sign in to print labels', signedOutText: 'Labels can be printed by who may see the sites.',
} as const
