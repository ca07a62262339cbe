/** Who may do what with what stands over all modules. */
import type { PermissionSpec } from '../../platform/access/access.ts';

export const SITE_PERMISSIONS = [
  {
    name: 'site.edit_licences',
    roles: [],
    summary: 'Choose the licences of texts, media and data.',
  },
  {
    name: 'site.manage_files',
    roles: ['editor'],
    summary: 'Put pictures and documents into the library, describe them and take them away.',
  },
] as const satisfies readonly PermissionSpec[];
