/** What contributions are about: the principles of open justice, and where they meet practice. */
export const TOPICS = [
  'transparency',
  'accountability',
  'participation',
  'innovation',
  'access',
  'data',
  'plain_language',
  'independence',
  'other',
] as const;
export type Topic = (typeof TOPICS)[number];
