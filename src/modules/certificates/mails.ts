/** The mails that tell of a certificate; the PDF is behind the link, not in the mail. */
import type { Deps } from '../../platform/deps.ts';
import { translator } from '../../platform/i18n/translate.ts';
import type { MailSpec } from '../../platform/mail/mail.ts';
import { readOrganisation } from '../../platform/settings/organisation.ts';
import { linkToken, writeToRegistrant } from '../events/index.ts';
import { handedPath, ownCertificatePath, VERIFY } from './addresses.ts';
import { HANDED_MAIL, READY_MAIL } from './commands/tell.ts';
import { handedLetter, readyLetter } from './emails/letters.ts';
import { HANDED_LINK, openCertificate } from './kept.ts';
import { findCertificate } from './queries/certificates.ts';
import { findIssuingEvent } from './queries/people.ts';
import { findDesign } from './queries/templates.ts';

export function certificateMails(deps: Deps): MailSpec[] {
  const { baseUrl } = deps.config;
  const ready: MailSpec = {
    kind: READY_MAIL,
    summary: 'Tells somebody who registered that their certificate is there.',
    compose: async (registrationId, data, db) => {
      const row = await findCertificate(db, String(data['certificateId']));
      // Revoked, corrected or erased since: then there is nothing, or a mail of its own.
      if (row?.state !== 'valid' || row.registration_id !== registrationId || !row.sealed) return undefined;
      const event = row.event_id === null ? undefined : await findIssuingEvent(db, row.event_id);
      if (!event) return undefined;
      return await writeToRegistrant(deps, db, registrationId, data, (told) =>
        readyLetter(told, {
          href: baseUrl + ownCertificatePath(linkToken(deps.vault, told.registration)),
          verify: baseUrl + VERIFY,
          keptUntil: event.ends_at.add({ hours: 24 * event.retention_days }),
        }),
      );
    },
  };
  const handed: MailSpec = {
    kind: HANDED_MAIL,
    summary: 'Sends somebody who did not register the link to their certificate.',
    compose: async (id, _data, db) => {
      const row = await findCertificate(db, id);
      if (row?.state !== 'valid' || !row.sealed || row.event_id === null || row.design_id === null)
        return undefined;
      const { facts, email } = openCertificate(deps.vault, id, row.sealed);
      const event = await findIssuingEvent(db, row.event_id);
      const design = await findDesign(db, deps.vault, row.design_id);
      if (!email || !event || !design) return undefined;
      const lang = design.language;
      const { subject, ...body } = handedLetter({
        t: translator(lang),
        lang,
        facts,
        timezone: event.timezone,
        organisation: (await readOrganisation(db)).name,
        href: baseUrl + handedPath(deps.vault.token(HANDED_LINK, id)),
        verify: baseUrl + VERIFY,
        keptUntil: event.ends_at.add({ hours: 24 * event.retention_days }),
      });
      return { to: { name: facts.name, address: email }, lang, subject, ...body };
    },
  };
  return [ready, handed];
}
