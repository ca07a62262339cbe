/** The first page of the back office, mails, activity and the secret key. */
import { allows, type PolicyName } from '../../../platform/access/access.ts';
import { resolveLinks } from '../../../platform/links.ts';
import { audit, listAudit } from '../../../platform/audit/audit.ts';
import type { Deps } from '../../../platform/deps.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import { readForm } from '../../../platform/forms/read.ts';
import { page, seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { countMailsByState, listMails } from '../../../platform/mail/queries.ts';
import { retryMail } from '../../../platform/mail/queue.ts';
import { MAIL_STATES, type MailState } from '../../../platform/mail/tables.ts';
import { readSetting } from '../../../platform/settings/settings.ts';
import { BLANK, type FormState } from '../../../ui/controls/schema-form.tsx';
import { confirmKeyCopy } from '../commands/organisation.ts';
import { doneHref } from '../pages/done.tsx';
import { ActivityPage, type Attention, DashboardPage, KeyPage, MailsPage } from '../pages/operations.tsx';
import { moment } from '../pages/words.ts';
import { listInvitations, namesOf, secondFactorOf } from '../queries.ts';
import { KeyForm } from '../schemas.ts';
import { keyCopyConfirmed } from '../settings.ts';
import { faulty, idOf, mustSetUpFactor, routesFor, staffOf, zoneOf } from './ways.tsx';

const own = routesFor({ kind: 'office', policy: 'signed_in' });
const mails = routesFor({ kind: 'office', policy: 'accounts.read_mails' });
const activity = routesFor({ kind: 'office', policy: 'accounts.read_activity' });
const key = routesFor({ kind: 'office', policy: 'accounts.confirm_key' });
const PER_PAGE = 50;

export function operationRoutes(deps: Deps): RouteSpec[] {
  return [
    own.get('/admin', 'First page of the back office: what needs attention.', (ctx) =>
      showDashboard(deps, ctx),
    ),
    mails.get('/admin/correos', 'Mails by state.', (ctx) => showMails(deps, ctx)),
    mails.post('/admin/correos/:id/reintentar', 'Have a mail tried again.', (ctx) => retry(deps, ctx)),
    activity.get('/admin/actividad', 'Who did what and when.', (ctx) => showActivity(deps, ctx)),
    key.get('/admin/llave', 'The secret key: where it is, whether a copy is confirmed.', (ctx) =>
      keyPage(deps, ctx, BLANK),
    ),
    key.post('/admin/llave', 'Confirm that a copy of the secret key is kept.', (ctx) => takeKey(deps, ctx)),
  ];
}

async function showDashboard(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t } = ctx;
  const staff = staffOf(ctx);
  if (await mustSetUpFactor(deps, staff)) return seeOther('/admin/segundo-factor');
  const attention = await attentionFor(deps, ctx);
  return page(<DashboardPage t={t} name={staff.name} attention={attention} />, {
    title: t('office.menu.home'),
  });
}

/** What somebody should know, of what this person may do something about. */
async function attentionFor(deps: Deps, ctx: Ctx): Promise<Attention[]> {
  const may = (policy: PolicyName) => allows(ctx.actor, policy);
  const found = await Promise.all([
    may('accounts.confirm_key') ? keyAttention(deps, ctx) : undefined,
    may('accounts.read_mails') ? mailAttention(deps, ctx) : undefined,
    may('accounts.manage_staff') ? invitationAttention(deps, ctx) : undefined,
    factorAttention(deps, ctx),
  ]);
  return found.flatMap((item) => item ?? []);
}

async function keyAttention(deps: Deps, { t }: Ctx): Promise<Attention[]> {
  const confirmed = await readSetting(deps.db, keyCopyConfirmed);
  if (confirmed.keyId === deps.vault.keyId) return [];
  const link = { href: '/admin/llave', label: t('office.attention.key.link') };
  return [{ kind: 'danger', title: t('office.attention.key'), text: t('office.attention.key.text'), link }];
}

async function mailAttention(deps: Deps, { t }: Ctx): Promise<Attention[]> {
  const items: Attention[] = [];
  const folder = mailFolder(deps);
  if (folder)
    items.push({
      kind: 'warning',
      title: t('office.attention.smtp'),
      text: t('office.attention.smtp.text', { folder }),
    });
  const counts = await countMailsByState(deps.db);
  const count = counts.refused + counts.failed;
  if (count > 0) {
    const link = {
      href: `/admin/correos?estado=${counts.refused > 0 ? 'refused' : 'failed'}`,
      label: t('office.attention.mails.link'),
    };
    items.push({
      kind: 'warning',
      title: t('office.attention.mails', { count }),
      text: t('office.attention.mails.text'),
      link,
    });
  }
  return items;
}

function mailFolder(deps: Deps): string | undefined {
  return deps.config.smtpUrl ? undefined : `${deps.config.dataDir}/mail`;
}

async function invitationAttention(deps: Deps, { t }: Ctx): Promise<Attention[]> {
  const open = await listInvitations(deps.db, deps);
  if (open.length === 0) return [];
  const link = { href: '/admin/personal', label: t('office.attention.invitations.link') };
  return [
    {
      kind: 'info',
      title: t('office.attention.invitations', { count: open.length }),
      text: t('office.attention.invitations.text'),
      link,
    },
  ];
}

async function factorAttention(deps: Deps, ctx: Ctx): Promise<Attention[]> {
  const { t } = ctx;
  const factor = await secondFactorOf(deps.db, staffOf(ctx).userId);
  if (!factor.enabled) {
    const link = { href: '/admin/segundo-factor', label: t('office.attention.factor.link') };
    return [
      { kind: 'info', title: t('office.attention.factor'), text: t('office.attention.factor.text'), link },
    ];
  }
  if (factor.codesKept) return [];
  const link = { href: '/admin/segundo-factor/codigos', label: t('office.attention.codes.link') };
  return [
    { kind: 'warning', title: t('office.attention.codes'), text: t('office.attention.codes.text'), link },
  ];
}

async function showMails(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t, lang, query } = ctx;
  const state = MAIL_STATES.find((s) => s === query.get('estado'));
  const asked = query.get('desde');
  const after = asked && /^[0-9a-f-]{36}$/.test(asked) ? asked : undefined;
  const listed = await listMails(deps.db, {
    limit: PER_PAGE,
    ...(state && { state }),
    ...(after && { after }),
  });
  const counts = await countMailsByState(deps.db);
  const zone = await zoneOf(deps);
  const href = mailsHref(state);
  const last = listed.length === PER_PAGE ? listed.at(-1) : undefined;
  const props = {
    t,
    lang,
    zone,
    state,
    counts,
    mails: listed,
    done: query.get('listo'),
    folder: mailFolder(deps),
    firstHref: after && href,
    nextHref: last && `${href}${state ? '&' : '?'}desde=${last.id}`,
  };
  return page(<MailsPage {...props} />, { title: t('office.mails.title') });
}

function mailsHref(state: MailState | undefined): string {
  return state ? `/admin/correos?estado=${state}` : '/admin/correos';
}

async function retry(deps: Deps, ctx: Ctx): Promise<Answer> {
  const id = idOf(ctx);
  const tried = await withTransaction(deps.db, async (trx) => {
    if (!(await retryMail(trx, id))) return false;
    await audit(trx, { actor: ctx.actor, action: 'accounts.mail_retried', subject: { kind: 'mail', id } });
    return true;
  });
  return seeOther(tried ? doneHref('/admin/correos', 'reintento') : '/admin/correos');
}

async function showActivity(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t, lang, query } = ctx;
  const asked = query.get('desde');
  const before = asked && /^\d{1,15}$/.test(asked) ? Number(asked) : undefined;
  const entries = await listAudit(deps.db, { limit: PER_PAGE, ...(before && { before }) });
  const ids = entries
    .map((e) => e.actor)
    .filter((a) => a.startsWith('staff:'))
    .map((a) => a.slice('staff:'.length));
  const names = await namesOf(deps.db, deps, ids);
  const zone = await zoneOf(deps);
  const subjects = entries.map((e) => ({ kind: e.subject_kind, id: e.subject_id }));
  const links = await resolveLinks(deps.db, deps.links, subjects, t);
  const rows = entries.map((e) => ({
    id: String(e.id),
    at: e.at,
    who: whoOf(ctx, e.actor, names),
    action: e.action,
    subject: `${e.subject_kind} ${e.subject_id}`,
    link: links.get(`${e.subject_kind}:${e.subject_id}`),
  }));
  const last = rows.length === PER_PAGE ? rows.at(-1) : undefined;
  const props = {
    t,
    lang,
    zone,
    rows,
    firstHref: before === undefined ? undefined : '/admin/actividad',
    nextHref: last && `/admin/actividad?desde=${last.id}`,
  };
  return page(<ActivityPage {...props} />, { title: t('office.activity.title') });
}

function whoOf({ t }: Ctx, actor: string, names: ReadonlyMap<string, string>): string {
  const [kind, id = ''] = actor.split(':', 2);
  if (kind === 'staff') return names.get(id) ?? t('office.activity.unknown');
  return kind === 'system' ? t('office.activity.system', { what: id }) : t('office.activity.anonymous');
}

async function keyPage(deps: Deps, ctx: Ctx, state: FormState, status = 200): Promise<Answer> {
  const { t, lang } = ctx;
  const confirmed = await deps.db.transaction().execute((trx) => readSetting(trx, keyCopyConfirmed));
  const mark = deps.vault.keyId;
  const isThisKey = confirmed.keyId === mark;
  const confirmedAt = isThisKey
    ? moment(Temporal.Instant.from(confirmed.at), await zoneOf(deps), lang)
    : undefined;
  const props = {
    t,
    state,
    mark,
    confirmedAt,
    done: ctx.query.get('listo'),
    file: deps.config.secretKeyFile,
  };
  return page(<KeyPage {...props} />, { title: t('office.key.title'), status });
}

async function takeKey(deps: Deps, ctx: Ctx): Promise<Answer> {
  const form = readForm(KeyForm, ctx.body, ctx.t);
  if (!form.ok) return keyPage(deps, ctx, faulty(form.raw, form.faults), 422);
  await withTransaction(deps.db, (trx) => confirmKeyCopy(trx, deps, ctx.actor));
  return seeOther(doneHref('/admin/llave', 'llave'));
}
