/** Who helps to say a proposal well, and who lets a changed text be read by everybody. */
import type { PermissionSpec } from '../../platform/access/access.ts';

export const ACCOMPANIMENT_PERMISSIONS = [
  {
    name: 'accompaniment.advise',
    // Facilitators know the rooms in which proposals are born; whoever only edits has no business with unread ones.
    roles: ['facilitator', 'moderator'],
    summary: 'Read proposals that want help, fill in the checklist, write to their authors, suggest a text.',
  },
  {
    name: 'accompaniment.publish',
    // The same eyes that decide about a proposal decide about what its authors change or add later.
    roles: ['moderator'],
    summary: 'Let the public read what authors change or add after publication, or refuse it with words.',
  },
] as const satisfies readonly PermissionSpec[];
