/** Who puts proposals to institutions, and enters what they answer. */
import type { PermissionSpec } from '../../platform/access/access.ts';

export const ANSWER_PERMISSIONS = [
  {
    name: 'answers.ask',
    roles: ['editor', 'moderator'],
    summary: 'Put proposals to institutions, note deliveries and what was answered by word or letter.',
  },
  {
    name: 'answers.manage_accounts',
    roles: [],
    summary: 'Say which account speaks for which institution.',
  },
  {
    name: 'answers.reply',
    roles: ['institution'],
    summary: 'Read what one’s own institution is asked, and answer it.',
  },
] as const satisfies readonly PermissionSpec[];
