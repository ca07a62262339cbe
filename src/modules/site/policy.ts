/** Who may do what with what stands over all modules. */
import type { PermissionSpec } from '../../platform/access/access.ts';

export const SITE_PERMISSIONS = [
  {
    name: 'site.edit_licences',
    roles: [],
    summary: 'Choose the licences of texts, media and data.',
  },
  {
    name: 'site.add_files',
    roles: ['editor', 'facilitator'],
    summary: 'Put pictures and documents into the library, and choose from it.',
  },
  {
    name: 'site.manage_files',
    roles: ['editor'],
    summary: 'Change the words of pictures and documents of the library, and take them away.',
  },
  {
    name: 'site.edit_sources',
    roles: ['editor', 'facilitator'],
    summary: 'See all sources, make and change them.',
  },
  {
    name: 'site.keep_copies',
    roles: ['editor'],
    summary: 'Fetch, upload, download and publish copies of sources, and take them away.',
  },
  {
    name: 'site.cite_sources',
    roles: ['editor', 'facilitator'],
    summary: 'Cite sources on records that one may edit, and choose which of several values is shown.',
  },
  {
    name: 'site.read_versions',
    roles: ['editor', 'facilitator', 'moderator'],
    summary: 'See all versions of the records whose drafts one may see.',
  },
  {
    name: 'site.restore_versions',
    roles: ['editor'],
    summary: 'Put an earlier version of a record back that one may change.',
  },
  {
    name: 'site.blank_versions',
    roles: [],
    summary: 'Take back for good what an earlier version of a record said.',
  },
] as const satisfies readonly PermissionSpec[];
