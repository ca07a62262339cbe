/** The logo is a file that the organisation uses. */
import type { FileUseSource } from '../../platform/files/source.ts';
import { organisationSetting } from '../../platform/settings/organisation.ts';
import { readSetting } from '../../platform/settings/settings.ts';

export const LOGO_USE: FileUseSource = {
  kind: 'organisation',
  find: async (db, fileIds, t) => {
    const { logo } = await readSetting(db, organisationSetting);
    if (!logo || !fileIds.includes(logo.id)) return [];
    return [
      { fileId: logo.id, id: '1', title: t('accounts.organisation.logo_use'), href: '/admin/organizacion' },
    ];
  },
};
