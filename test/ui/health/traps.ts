/** People, or a company, whose every word is a trap: named like our own fields, kinds, guards and codes. */
export const traps = [
  'supervisor',
  'workEmail',
  'status',
  'create',
  'deactivations',
  'bamboo-wrong-key',
  'automaticImports',
  'manual',
  '__proto__',
  'counts',
];
