/** What is counted of an institution, in the order in which it is shown. */
export const LEDGER_COUNTS = [
  'asked',
  'answered',
  'answered_late',
  'days_late',
  'silent',
  'days_silent',
  'waiting',
  'undelivered',
] as const;
