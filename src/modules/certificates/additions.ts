/** What this module adds to an edition and to one's own registration, and what it keeps about people. */
import type { Additions, KeptData, NoteAddition } from '../../platform/additions.ts';
import { ownCertificatePath, verifyPath } from './addresses.ts';
import { eraseCertificates, exportCertificates, purgeCertificates } from './commands/forget.ts';
import { findOwn } from './queries/certificates.ts';

const ownNote: NoteAddition = {
  of: 'event_registration',
  find: async (deps, { id, token, t }) => {
    const row = token === undefined ? undefined : await findOwn(deps.db, id);
    if (!row || token === undefined) return [];
    return [
      {
        order: 60,
        title: t('certificates.own.title'),
        text: t('certificates.own.text'),
        links: [
          { href: ownCertificatePath(token), label: t('certificates.own.download'), download: true },
          { href: verifyPath(row.code), label: t('certificates.own.verify') },
        ],
      },
    ];
  },
};

const keptCertificates: KeptData = {
  name: 'certificates.contents',
  of: 'event',
  // Who signs stands in them, with their signatures.
  tables: ['certificate_templates', 'certificate_designs', 'certificate_pictures'],
  summary:
    'Names and facts on certificates, templates with their signatures. Codes and revocations stay, so that they can still be checked.',
  purge: (trx, eventId) => purgeCertificates(trx, eventId),
  exportOne: (db, registrationId, deps) => exportCertificates(db, deps.vault, registrationId),
  eraseOne: (trx, registrationId) => eraseCertificates(trx, registrationId),
};

export const CERTIFICATE_ADDITIONS: Partial<Additions> = {
  tabs: [
    {
      of: 'event',
      group: 'after',
      path: 'certificados',
      label: 'certificates.tab',
      policy: 'certificates.read',
      order: 10,
    },
  ],
  notes: [ownNote],
  kept: [keptCertificates],
};
