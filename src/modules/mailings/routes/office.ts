/** The mailings of an edition in the back office: the list, and writing one. */
import { allows } from '../../../platform/access/access.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { versionOf } from '../../../platform/forms/versions.ts';
import { isUuid } from '../../../platform/uuid.ts';
import { BLANK, type FormState } from '../../../ui/controls/schema-form.tsx';
import {
  actOf,
  editionDesk,
  findRegistrationEvent,
  officeGet,
  officePage,
  officePost,
  type RegistrationEvent,
} from '../../events/index.ts';
import { openAudience } from '../audience.ts';
import { changeMailing, createMailing, deleteMailing } from '../commands/write.ts';
import { type MailingDesk, MailingFormPage, mailingHref, MailingList } from '../pages/list.tsx';
import { findMailing, listMailings, type MailingRow } from '../queries/mailings.ts';
import { formFields, rawMailing, readMailing } from './input.ts';

const PER_PAGE = 30;

export function writingRoutes(deps: Deps): RouteSpec[] {
  const [read, send] = ['mailings.read', 'mailings.send'] as const;
  return [
    officeGet('/:slug/correos', read, 'What was written to groups of an edition.', (ctx) => list(deps, ctx)),
    officeGet('/:slug/correos/nuevo', send, 'The form of a new mailing.', (ctx) => form(deps, ctx)),
    officePost('/:slug/correos/nuevo', send, 'Keep a new mailing as a draft.', (ctx) => create(deps, ctx)),
    officeGet('/:slug/correos/:id/cambiar', send, 'The form of a draft.', (ctx) => form(deps, ctx)),
    officePost('/:slug/correos/:id/cambiar', send, 'Change a draft.', (ctx) => change(deps, ctx)),
    officePost('/:slug/correos/:id/borrar', send, 'Throw a draft away.', (ctx) => remove(deps, ctx)),
  ];
}

/** @throws not_found */
export async function mailingDesk(deps: Deps, ctx: Ctx): Promise<MailingDesk> {
  return { desk: await editionDesk(deps, ctx), maySend: allows(ctx.actor, 'mailings.send') };
}

/** @throws not_found */
export async function mailingOf(deps: Deps, ctx: Ctx, { desk }: MailingDesk): Promise<MailingRow> {
  const id = ctx.params['id'] ?? '';
  const mailing = isUuid(id) ? await findMailing(deps.db, desk.edition.id, id) : undefined;
  if (!mailing) throw notFound();
  return mailing;
}

/** @throws not_found */
export async function eventOf(deps: Deps, { desk }: MailingDesk): Promise<RegistrationEvent> {
  const event = await findRegistrationEvent(deps.db, { id: desk.edition.id });
  if (!event) throw notFound();
  return event;
}

async function list(deps: Deps, ctx: Ctx): Promise<Answer> {
  const at = await mailingDesk(deps, ctx);
  const asked = ctx.query.get('antes') ?? '';
  const before = isUuid(asked) ? asked : undefined;
  const { edition } = at.desk;
  const { items, next } = await listMailings(deps.db, edition.id, { before, limit: PER_PAGE });
  const href = mailingHref(edition);
  const body = MailingList({
    ...at,
    mailings: items,
    firstHref: before ? href : undefined,
    nextHref: next ? `${href}?antes=${next}` : undefined,
  });
  return officePage(ctx.t('mailings.tab'), body);
}

async function form(deps: Deps, ctx: Ctx, typed?: FormState): Promise<Answer> {
  const at = await mailingDesk(deps, ctx);
  const event = await eventOf(deps, at);
  const fields = formFields(event, ctx.t);
  if (ctx.params['id'] === undefined) {
    const body = MailingFormPage({ desk: at.desk, state: { ...(typed ?? BLANK), fields } });
    return officePage(ctx.t('mailings.list.new'), body, typed ? 422 : 200);
  }
  const mailing = await mailingOf(deps, ctx, at);
  if (mailing.state !== 'draft') return seeOther(mailingHref(at.desk.edition, mailing.id));
  const stored = {
    values: rawMailing(mailing, openAudience(deps.vault, mailing)),
    faults: [],
    version: mailing.version,
  };
  const body = MailingFormPage({
    desk: at.desk,
    id: mailing.id,
    state: { ...(typed ?? stored), fields },
  });
  return officePage(ctx.t('mailings.form.change'), body, typed ? 422 : 200);
}

async function create(deps: Deps, ctx: Ctx): Promise<Answer> {
  const at = await mailingDesk(deps, ctx);
  const event = await eventOf(deps, at);
  const reading = readMailing(event, ctx.body, ctx.t);
  if (!reading.ok) return form(deps, ctx, { values: reading.raw, faults: reading.faults });
  const id = await withTransaction(deps.db, (trx) =>
    createMailing(trx, deps.vault, actOf(ctx), event.id, reading.input),
  );
  return seeOther(`${mailingHref(at.desk.edition, id)}?hecho=guardado`);
}

async function change(deps: Deps, ctx: Ctx): Promise<Answer> {
  const at = await mailingDesk(deps, ctx);
  const { id } = await mailingOf(deps, ctx, at);
  const version = versionOf(ctx.body);
  const reading = readMailing(await eventOf(deps, at), ctx.body, ctx.t);
  if (!reading.ok) return form(deps, ctx, { values: reading.raw, faults: reading.faults, version });
  const changed = await withTransaction(deps.db, (trx) =>
    changeMailing(trx, deps.vault, actOf(ctx), id, reading.input, version),
  );
  const href = mailingHref(at.desk.edition, id);
  if (changed === 'changed') {
    const faults = [{ field: '', message: ctx.t('mailings.fault.changed') }];
    return form(deps, ctx, { values: ctx.body.fields, faults, version });
  }
  return seeOther(changed === 'ok' ? `${href}?hecho=guardado` : `${href}?hecho=tarde`);
}

async function remove(deps: Deps, ctx: Ctx): Promise<Answer> {
  const at = await mailingDesk(deps, ctx);
  const { id } = await mailingOf(deps, ctx, at);
  const removed = await withTransaction(deps.db, (trx) => deleteMailing(trx, actOf(ctx), id));
  const href = mailingHref(at.desk.edition);
  return seeOther(removed === 'ok' ? href : `${href}/${id}?hecho=tarde`);
}
