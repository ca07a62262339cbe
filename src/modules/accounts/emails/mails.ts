/** The mails of staff accounts, written at the moment of sending. */
import type { Read } from '../../../platform/db/handles.ts';
import type { Deps } from '../../../platform/deps.ts';
import { type Translate, translator } from '../../../platform/i18n/translate.ts';
import { composeBody, untrusted } from '../../../platform/mail/body.ts';
import type { ComposedMail, MailSpec } from '../../../platform/mail/mail.ts';
import { readOrganisation } from '../../../platform/settings/organisation.ts';
import { INVITATION_MAIL, invitationLink } from '../commands/invitations.ts';
import { CHANGED_MAIL, RESET_MAIL, resetLink } from '../commands/passwords.ts';
import { findStaff, invitationToSend, resetLinkOwner } from '../queries.ts';
import { INVITATION_DAYS, RESET_MINUTES } from '../rules.ts';

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

function greetingOf(t: Translate, name: string): string {
  return name
    ? t('accounts.mail.greeting', { name: untrusted(name, 80) })
    : t('accounts.mail.greeting_unnamed');
}

async function composeInvitation(deps: Deps, id: string, db: Read): Promise<ComposedMail | undefined> {
  const invitation = await invitationToSend(db, deps, id);
  if (!invitation) return undefined;
  const { lang, t, organisation, footer } = await frame(db, invitation.language);
  const roles = invitation.roles.map((role) => t(`accounts.role.${role}`));
  const body = composeBody({
    lang,
    greeting: greetingOf(t, invitation.name),
    paragraphs: [
      t('accounts.mail.invitation.what', { organisation, roles: new Intl.ListFormat(lang).format(roles) }),
      { link: invitationLink(deps, id, invitation.version), label: t('accounts.mail.invitation.link') },
      t('accounts.mail.invitation.until', { days: INVITATION_DAYS }),
    ],
    footer,
  });
  return {
    to: recipient(invitation),
    lang,
    subject: t('accounts.mail.invitation.subject', { organisation }),
    ...body,
  };
}

async function composeReset(deps: Deps, id: string, db: Read): Promise<ComposedMail | undefined> {
  const userId = await resetLinkOwner(db, id, deps.now());
  const user = userId === undefined ? undefined : await findStaff(db, deps, userId);
  if (!user) return undefined;
  const { lang, t, organisation, footer } = await frame(db, user.language);
  const body = composeBody({
    lang,
    greeting: greetingOf(t, user.name),
    paragraphs: [
      t('accounts.mail.reset.what'),
      { link: resetLink(deps, id), label: t('accounts.mail.reset.link') },
      t('accounts.mail.reset.until', { minutes: RESET_MINUTES }),
      t('accounts.mail.reset.not_you'),
    ],
    footer,
  });
  return { to: recipient(user), lang, subject: t('accounts.mail.reset.subject', { organisation }), ...body };
}

async function composeChanged(deps: Deps, userId: string, db: Read): Promise<ComposedMail | undefined> {
  const user = await findStaff(db, deps, userId);
  if (!user || user.disabledAt) return undefined;
  const { lang, t, organisation, footer } = await frame(db, user.language);
  const body = composeBody({
    lang,
    greeting: greetingOf(t, user.name),
    paragraphs: [
      t('accounts.mail.changed.what'),
      t('accounts.mail.changed.not_you'),
      { link: `${deps.config.baseUrl}/admin/contrasena`, label: t('accounts.mail.changed.link') },
    ],
    footer,
  });
  return {
    to: recipient(user),
    lang,
    subject: t('accounts.mail.changed.subject', { organisation }),
    ...body,
  };
}

function recipient({ name, email }: { name: string; email: string }): ComposedMail['to'] {
  return { address: email, ...(name && { name }) };
}

async function frame(db: Read, lang: 'es' | 'en') {
  const t = translator(lang);
  const { name } = await readOrganisation(db);
  const organisation = untrusted(name, 120);
  return { lang, t, organisation, footer: [t('accounts.mail.footer', { organisation })] };
}
