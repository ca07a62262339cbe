/** What becomes of an accepted contribution: a session, a piece of the library; and the library's own desk. */
import type { Static } from 'typebox';
import { readPageRequest } from '../../../platform/db/page-by-key.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { Deps } from '../../../platform/deps.ts';
import { type FieldFault, notFound } from '../../../platform/errors.ts';
import { fieldsOf } from '../../../platform/forms/field.ts';
import { type RawValues, readForm, rawOf } from '../../../platform/forms/read.ts';
import { seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import type { FormState } from '../../../ui/controls/schema-form.tsx';
import { readOrganisation } from '../../../platform/settings/organisation.ts';
import { run } from '../../../platform/db/outcome.ts';
import { versionOf } from '../../../platform/forms/versions.ts';
import { instantOf } from '../../../platform/i18n/wall-time.ts';
import { isUuid } from '../../../platform/uuid.ts';
import { faultOfRefusal, officeGet, officePage, officePost } from '../../events/index.ts';
import { OFFICE_LIBRARY } from '../addresses.ts';
import { editItem, type ItemText, publishItem } from '../commands/publish-item.ts';
import { publishSession } from '../commands/publish-session.ts';
import { takeBackItem } from '../commands/take-back.ts';
import { TAB } from '../pages/office/list.tsx';
import { ItemDeskPage, LibraryDeskPage, PublishItemPage, SessionPage } from '../pages/office/publish.tsx';
import { byline } from '../pages/library.tsx';
import { departmentWords } from '../pages/words.ts';
import { findItemById, type Item, ITEM_CURSOR, listOfficeItems } from '../queries/library.ts';
import { isAccepted, shownAs } from '../rules/contribution.ts';
import { ItemEditForm, ItemForm, SessionForm, TakeBackForm } from '../schemas/office.ts';
import { type Author, type ContributionText, openAuthor, openText } from '../sealed.ts';
import { evidenceFaults, evidenceOf, evidenceRaw } from './contribution-input.ts';
import { barred } from './office-decision.ts';
import { zoneNote } from './office-call.ts';
import { findSubject, type Found, hrefOf } from './office-review.ts';
import { contextOf } from './public-call.ts';

const ONE = `/:slug/${TAB}/:id`;
const POLICY = 'contributions.decide';
const LIBRARY_POLICY = 'contributions.edit_library';
const PER_LIST = 50;

export function officePublishRoutes(deps: Deps): RouteSpec[] {
  const desk = (
    method: RouteSpec['method'],
    below: string,
    summary: string,
    handle: (ctx: Ctx) => Promise<Answer>,
  ): RouteSpec => ({
    method,
    url: OFFICE_LIBRARY + below,
    kind: 'office',
    policy: LIBRARY_POLICY,
    summary,
    handle,
  });
  return [
    officeGet(`${ONE}/sesion`, POLICY, 'Form to make a session of it.', (ctx) => showSession(deps, ctx)),
    officePost(`${ONE}/sesion`, POLICY, 'Make a session of it, once.', (ctx) => makeSession(deps, ctx)),
    officeGet(`${ONE}/biblioteca`, POLICY, 'Form to put it into the library.', (ctx) =>
      showPublish(deps, ctx),
    ),
    officePost(`${ONE}/biblioteca`, POLICY, 'Put it into the library, once.', (ctx) => publish(deps, ctx)),
    desk('GET', '', 'The library in the back office.', (ctx) => showLibrary(deps, ctx)),
    desk('GET', '/:id', 'Form to correct a case or lesson.', (ctx) => showItem(deps, ctx)),
    desk('POST', '/:id', 'Correct a case or lesson, with the reason.', (ctx) => saveItem(deps, ctx)),
    desk('POST', '/:id/retirar', 'Take a case or lesson back.', (ctx) => takeBack(deps, ctx)),
  ];
}

type Typed = { values: RawValues; faults: readonly FieldFault[] };

interface Publishable extends Found {
  author: Author;
  text: ContributionText;
}

/** What can be published; else where to go instead. */
async function publishable(deps: Deps, ctx: Ctx): Promise<Publishable | Answer> {
  const found = await findSubject(deps, ctx);
  const closed = barred(ctx, found);
  if (closed) return closed;
  const author = openAuthor(deps.vault, found.row.id, found.row.sealed_author);
  const text = openText(deps.vault, found.row.id, found.row.sealed_text);
  if (!author || !text || !isAccepted(found.row.state))
    return seeOther(`${hrefOf(found, 'decision')}?hecho=not_now`);
  return { ...found, author, text };
}

const isAnswer = (value: Publishable | Answer): value is Answer => 'type' in value;

async function showSession(deps: Deps, ctx: Ctx, typed?: Typed): Promise<Answer> {
  const found = await publishable(deps, ctx);
  if (isAnswer(found)) return found;
  const { t } = ctx;
  const { desk, subject, author, text, row } = found;
  if (row.session_id && !typed) return seeOther(`${hrefOf(found, 'decision')}?hecho=not_now`);
  const said = [text.summary, text.learned].filter(Boolean).join('\n\n');
  const values = rawOf({ title: text.title, type: text.format || 'conference', abstract: said });
  const state = { fields: fieldsOf(SessionForm), values, faults: [], ...typed };
  const body = SessionPage({
    desk,
    subject,
    byline: byline(t, { appears: author.appears, ...shownAs(author) }),
    state,
    zone: zoneNote(desk.edition),
  });
  return officePage(t('contributions.office.make_session'), body, typed ? 422 : 200);
}

async function makeSession(deps: Deps, ctx: Ctx): Promise<Answer> {
  const found = await publishable(deps, ctx);
  if (isAnswer(found)) return found;
  const { t } = ctx;
  const read = readForm(SessionForm, ctx.body, t);
  if (!read.ok) return showSession(deps, ctx, { values: read.raw, faults: read.faults });
  const faults: FieldFault[] = [];
  const moment = (field: 'starts' | 'ends'): Temporal.Instant | null => {
    const wall = read.value[field];
    const at = wall === undefined ? null : instantOf(wall, found.desk.edition.timezone);
    if (typeof at !== 'string') return at;
    faults.push({ field, message: t(`events.office.fault.time_${at}`) });
    return null;
  };
  const { title, type, abstract = '' } = read.value;
  const facts = { title, type, abstract, startsAt: moment('starts'), endsAt: moment('ends') };
  if (faults.length > 0) return showSession(deps, ctx, { values: read.raw, faults });
  const made = await run(deps.db, (trx) => publishSession(trx, contextOf(deps, ctx), found.row.id, facts));
  if (made.ok) return seeOther(`${hrefOf(found, 'decision')}?hecho=in_programme`);
  if (made.refused === 'not_found') throw notFound();
  if (made.refused === 'not_now') return seeOther(`${hrefOf(found, 'decision')}?hecho=not_now`);
  const fault = faultOfRefusal(made, t, fieldsOf(SessionForm));
  return showSession(deps, ctx, { values: read.raw, faults: [fault] });
}

async function showPublish(deps: Deps, ctx: Ctx, typed?: Typed): Promise<Answer> {
  const found = await publishable(deps, ctx);
  if (isAnswer(found)) return found;
  const { t } = ctx;
  const { desk, subject, author, text, row } = found;
  const refused = row.item_id ? 'not_now' : row.consent_publish ? undefined : 'no_consent';
  if (refused) return seeOther(`${hrefOf(found, 'decision')}?hecho=${refused}`);
  const { evidence, topic, languages, title, summary, context, done, result, learned } = text;
  const values = rawOf({
    title,
    summary,
    context,
    done,
    result,
    learned,
    topic,
    languages,
    ...evidenceRaw(evidence),
    kind: row.kind === 'talk' ? '' : row.kind,
    country: author.country ?? '',
    department: departmentWords(t, author.department),
  });
  const body = PublishItemPage({
    desk,
    subject,
    byline: byline(t, { appears: author.appears, ...shownAs(author) }),
    state: typed ?? { values, faults: [] },
  });
  return officePage(t('contributions.office.make_item'), body, typed ? 422 : 200);
}

type ItemInput = Static<typeof ItemForm>;

function itemTextOf(input: ItemInput): ItemText {
  const { kind, title, summary, topic, languages } = input;
  const { context = '', done = '', result = '', learned = '', country = '', department = '' } = input;
  const text = { title, summary, context, done, result, learned, topic, languages, country, department };
  return { kind, ...text, evidence: evidenceOf(input) };
}

async function publish(deps: Deps, ctx: Ctx): Promise<Answer> {
  const found = await publishable(deps, ctx);
  if (isAnswer(found)) return found;
  const read = readForm(ItemForm, ctx.body, ctx.t);
  const faults = read.ok ? evidenceFaults(read.value, ctx.t) : read.faults;
  if (!read.ok || faults.length > 0) return showPublish(deps, ctx, { values: read.raw, faults });
  const result = await withTransaction(deps.db, (trx) =>
    publishItem(trx, contextOf(deps, ctx), found.row.id, itemTextOf(read.value)),
  );
  if (!result.ok && result.refused === 'not_found') throw notFound();
  return seeOther(`${hrefOf(found, 'decision')}?hecho=${result.ok ? 'in_library' : result.refused}`);
}

async function showLibrary(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t, lang } = ctx;
  const { after } = readPageRequest(ctx.query, ITEM_CURSOR);
  const { items, next } = await listOfficeItems(deps.db, { after, limit: PER_LIST });
  const { timeZone } = await readOrganisation(deps.db);
  const body = LibraryDeskPage({
    t,
    lang,
    done: ctx.query.get('hecho') ?? undefined,
    items,
    zone: timeZone,
    firstHref: after && OFFICE_LIBRARY,
    nextHref: next && `${OFFICE_LIBRARY}?after=${next}`,
  });
  return officePage(t('contributions.library.title'), body);
}

/** @throws not_found also for what was taken back: there is nothing left to correct */
async function itemOf(deps: Deps, ctx: Ctx): Promise<Item> {
  const id = ctx.params['id'] ?? '';
  const item = isUuid(id) ? await findItemById(deps.db, id) : undefined;
  if (!item || item.withdrawn_at) throw notFound();
  return item;
}

const BLANK: FormState = { values: new Map(), faults: [] };

async function showItem(
  deps: Deps,
  ctx: Ctx,
  typed: { edit?: Typed & { version?: number }; takeBack?: Typed } = {},
): Promise<Answer> {
  const { t, lang } = ctx;
  const item = await itemOf(deps, ctx);
  const values = rawOf({
    title: item.title,
    summary: item.summary,
    context: item.context,
    done: item.done,
    result: item.result,
    learned: item.learned,
    topic: item.topic,
    languages: item.languages,
    country: item.country,
    department: item.department,
    ...evidenceRaw(item.evidence),
    kind: item.kind,
  });
  const body = ItemDeskPage({
    t,
    lang,
    done: ctx.query.get('hecho') ?? undefined,
    item,
    state: { values, faults: [], version: item.version, ...typed.edit },
    takeBack: typed.takeBack ?? BLANK,
  });
  return officePage(item.title, body, typed.edit || typed.takeBack ? 422 : 200);
}

async function saveItem(deps: Deps, ctx: Ctx): Promise<Answer> {
  const item = await itemOf(deps, ctx);
  const version = versionOf(ctx.body);
  const read = readForm(ItemEditForm, ctx.body, ctx.t);
  const faults = read.ok ? evidenceFaults(read.value, ctx.t) : read.faults;
  if (!read.ok || faults.length > 0)
    return showItem(deps, ctx, { edit: { values: read.raw, faults, version } });
  const { reason, ...text } = read.value;
  const result = await withTransaction(deps.db, (trx) =>
    editItem(trx, contextOf(deps, ctx), item.id, { text: itemTextOf(text), reason, version }),
  );
  if (result.ok) return seeOther(`${OFFICE_LIBRARY}/${item.id}?hecho=item_saved`);
  if (result.refused !== 'changed') throw notFound();
  // The form keeps what was typed, over the newer version.
  const fault = { field: '', message: ctx.t('contributions.refused.changed') };
  return showItem(deps, ctx, { edit: { values: read.raw, faults: [fault] } });
}

async function takeBack(deps: Deps, ctx: Ctx): Promise<Answer> {
  const item = await itemOf(deps, ctx);
  const read = readForm(TakeBackForm, ctx.body, ctx.t);
  if (!read.ok) return showItem(deps, ctx, { takeBack: { values: read.raw, faults: read.faults } });
  await withTransaction(deps.db, (trx) => takeBackItem(trx, { actor: ctx.actor, now: ctx.now }, item.id));
  return seeOther(`${OFFICE_LIBRARY}?hecho=taken_back`);
}
