/** What a colour means. Never alone: a word always says the same. */
export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger';
export type NoticeKind = Exclude<Tone, 'neutral'>;
