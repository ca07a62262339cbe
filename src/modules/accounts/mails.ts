/** The mails of staff accounts: whom they go to and what they are about, looked up at the moment of sending. */
import type { Read } from '../../platform/db/handles.ts';
import type { Deps } from '../../platform/deps.ts';
import type { ComposedMail, MailSpec } from '../../platform/mail/mail.ts';
import { readOrganisation } from '../../platform/settings/organisation.ts';
import { INVITATION_MAIL, invitationLink } from './commands/invitations.ts';
import { CHANGED_MAIL, RESET_MAIL, resetLink } from './commands/passwords.ts';
import { changedWords, invitationWords, resetWords } from './emails/words.ts';
import { findStaff, invitationToSend, resetLinkOwner } from './queries.ts';

export function accountMails(deps: Deps): MailSpec[] {
  return [
    {
      kind: INVITATION_MAIL,
      summary: 'Invites somebody to the back office, with a link that is good for seven days.',
      compose: (id, _data, db) => composeInvitation(deps, id, db),
    },
    {
      kind: RESET_MAIL,
      summary: 'The link for a new password, good for an hour.',
      compose: (id, _data, db) => composeReset(deps, id, db),
    },
    {
      kind: CHANGED_MAIL,
      summary: 'Tells somebody that the password was changed.',
      compose: (id, _data, db) => composeChanged(deps, id, db),
    },
  ];
}

async function composeInvitation(deps: Deps, id: string, db: Read): Promise<ComposedMail | undefined> {
  const invitation = await invitationToSend(db, deps, id);
  if (!invitation) return undefined;
  const { name, language: lang, roles, version } = invitation;
  const organisation = await organisationName(db);
  const words = invitationWords({ lang, name, organisation, link: invitationLink(deps, id, version) }, roles);
  return { to: recipient(invitation), lang, ...words };
}

async function composeReset(deps: Deps, id: string, db: Read): Promise<ComposedMail | undefined> {
  const userId = await resetLinkOwner(db, id, deps.now());
  const user = userId === undefined ? undefined : await findStaff(db, deps, userId);
  if (!user) return undefined;
  const { name, language: lang } = user;
  const organisation = await organisationName(db);
  return {
    to: recipient(user),
    lang,
    ...resetWords({ lang, name, organisation, link: resetLink(deps, id) }),
  };
}

async function composeChanged(deps: Deps, userId: string, db: Read): Promise<ComposedMail | undefined> {
  const user = await findStaff(db, deps, userId);
  if (!user || user.disabledAt) return undefined;
  const { name, language: lang } = user;
  const organisation = await organisationName(db);
  const link = `${deps.config.baseUrl}/admin/contrasena`;
  return { to: recipient(user), lang, ...changedWords({ lang, name, organisation, link }) };
}

function recipient({ name, email }: { name: string; email: string }): ComposedMail['to'] {
  return { address: email, ...(name && { name }) };
}

async function organisationName(db: Read): Promise<string> {
  const { name } = await readOrganisation(db);
  return name;
}
