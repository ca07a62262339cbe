/** One certificate at the desk; lists; somebody found among those registered; all of a kind in one file. */
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { FieldFault } from '../../../platform/errors.ts';
import { notFound } from '../../../platform/errors.ts';
import { fieldsOf } from '../../../platform/forms/field.ts';
import { type RawValues, readForm } from '../../../platform/forms/read.ts';
import { bytes } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { isUuid } from '../../../platform/uuid.ts';
import { VaultError } from '../../../platform/vault/vault.ts';
import { BLANK, type FormState } from '../../../ui/controls/schema-form.tsx';
import { findPeople, fold, officeGet, officePage, officePost } from '../../events/index.ts';
import { correctCertificate, issueToRegistrant, revokeCertificate } from '../commands/one.ts';
import { handOver, tellHolders } from '../commands/tell.ts';
import { openCertificate } from '../kept.ts';
import { hrefOf } from '../pages/desk.ts';
import { PeoplePage } from '../pages/issue.tsx';
import { AskPage, ListPage, OnePage, type Shown } from '../pages/one.tsx';
import { issuing, sheetFor } from '../press.ts';
import { type CertificateRow, listOfKind } from '../queries/certificates.ts';
import { listHolders } from '../queries/runs.ts';
import { readCode, spellCode } from '../rules/code.ts';
import type { Facts } from '../rules/content.ts';
import { correctionForm, HandOverForm, RevokeForm } from '../schemas/office.ts';
import { afterOne, certificateAt, deskAt, doneAt, kindIn, type Shop } from './desk.ts';
import { zipOf } from './zip.ts';

const MANAGE = 'certificates.manage';
const READ = 'certificates.read';
const BASE = '/:slug/certificados';
const ONE = `${BASE}/constancia/:id`;
const PER_PAGE = 50;
/** Names opened in one search; then the next page goes on. */
const MOST_SEARCHED = 3000;

export function oneRoutes(shop: Shop): RouteSpec[] {
  const asks = (['corregir', 'revocar'] as const).flatMap((what) => [
    officeGet(`${ONE}/${what}`, MANAGE, `Asks before: ${WHAT[what]}`, (ctx) => ask(shop, ctx, what)),
    officePost(`${ONE}/${what}`, MANAGE, WHAT[what], (ctx) => act(shop, ctx, what)),
  ]);
  return [
    officeGet(`${BASE}/lista/:kind`, READ, 'Certificates of a kind.', (ctx) => list(shop, ctx)),
    officeGet(`${BASE}/lista/:kind/todas.zip`, READ, 'All valid certificates of a kind as PDFs.', (ctx) =>
      all(shop, ctx),
    ),
    officeGet(`${BASE}/personas`, MANAGE, 'Find somebody to certify.', (ctx) => people(shop, ctx)),
    officePost(`${BASE}/personas`, MANAGE, 'Issue to one person who registered.', (ctx) =>
      issueOne(shop, ctx),
    ),
    officeGet(ONE, READ, 'One certificate.', (ctx) => show(shop, ctx)),
    officeGet(`${ONE}/pdf`, READ, 'One certificate as PDF.', (ctx) => pdf(shop, ctx)),
    ...asks,
    officePost(`${ONE}/enviar`, MANAGE, 'Send the link to one certificate.', (ctx) => send(shop, ctx)),
  ];
}

const WHAT = {
  corregir: 'Replace a certificate by a corrected one.',
  revocar: 'Revoke a certificate.',
} as const;

function shownOf({ deps }: Shop, row: CertificateRow): Shown {
  const { sealed, ...rest } = row;
  let facts: Facts | undefined;
  try {
    facts = sealed ? openCertificate(deps.vault, row.id, sealed).facts : undefined;
  } catch (error) {
    if (!(error instanceof VaultError)) throw error;
  }
  return { ...rest, facts, isHardToPrint: false };
}

async function show(shop: Shop, ctx: Ctx, given?: FormState): Promise<Answer> {
  const at = await deskAt(shop, ctx);
  const shown = shownOf(shop, await certificateAt(shop, ctx, at));
  const name = shown.facts?.name ?? '';
  const isHard = !PLAIN.test(name) && !(await shop.drawer.canSet(name));
  const body = OnePage({ at, shown: { ...shown, isHardToPrint: isHard }, hand: given ?? BLANK });
  // The name stands in the page, not in its title: titles end up in histories of browsers.
  return officePage(ctx.t('certificates.one.title'), body, given ? 422 : 200);
}

/** What every font has. */
const PLAIN = /^[\u0020-\u007E\u00C0-\u017F]*$/;

async function pdf(shop: Shop, ctx: Ctx): Promise<Answer> {
  const at = await deskAt(shop, ctx);
  const row = await certificateAt(shop, ctx, at);
  return pdfAnswer(await shop.drawer.pdf(await sheetFor(shop.deps, shop.deps.db, row)), row);
}

export function pdfAnswer(file: Buffer, row: Pick<CertificateRow, 'code'>): Answer {
  return bytes(file, 'application/pdf', {
    'content-disposition': `attachment; filename="certificado-${spellCode(row.code)}.pdf"`,
    'cache-control': 'no-store',
  });
}

async function ask(
  shop: Shop,
  ctx: Ctx,
  what: keyof typeof WHAT,
  typed?: { values: RawValues; faults: readonly FieldFault[] },
): Promise<Answer> {
  const at = await deskAt(shop, ctx);
  const row = await certificateAt(shop, ctx, at);
  const shown = shownOf(shop, row);
  if (row.state !== 'valid' || !shown.facts) return doneAt(hrefOf(at, 'constancia', row.id), 'not_possible');
  const { name, role } = shown.facts;
  const form = what === 'corregir' ? correctionForm(row.kind) : RevokeForm;
  const values: RawValues =
    what === 'corregir'
      ? new Map([
          ['name', [name]],
          ['role', [role]],
        ])
      : new Map();
  const state = { fields: fieldsOf(form), values, faults: [], ...typed };
  const title = ctx.t(`certificates.${what === 'corregir' ? 'correct' : 'revoke'}.title`);
  return officePage(title, AskPage({ at, shown, what, state }), typed ? 422 : 200);
}

async function act(shop: Shop, ctx: Ctx, what: keyof typeof WHAT): Promise<Answer> {
  const { deps, drawer } = shop;
  const at = await deskAt(shop, ctx);
  const row = await certificateAt(shop, ctx, at);
  const eventId = at.desk.edition.id;
  const one = (id: string) => hrefOf(at, 'constancia', id);
  if (what === 'revocar') {
    const form = readForm(RevokeForm, ctx.body, ctx.t);
    if (!form.ok) return await ask(shop, ctx, what, { values: form.raw, faults: form.faults });
    const { reason } = form.value;
    const revoked = await withTransaction(deps.db, (trx) =>
      revokeCertificate(trx, ctx, eventId, row.id, reason),
    );
    return doneAt(one(row.id), revoked ? 'revoked' : 'not_possible');
  }
  const form = readForm(correctionForm(row.kind), ctx.body, ctx.t);
  if (!form.ok) return await ask(shop, ctx, what, { values: form.raw, faults: form.faults });
  const correction = form.value as { name: string; role?: string };
  const c = await issuing(deps, drawer, ctx.actor);
  const result = await withTransaction(deps.db, (trx) =>
    correctCertificate(trx, c, eventId, row.id, correction),
  );
  return afterOne(result, one, one(row.id), 'corrected');
}

async function send(shop: Shop, ctx: Ctx): Promise<Answer> {
  const { db, vault } = shop.deps;
  const at = await deskAt(shop, ctx);
  const row = await certificateAt(shop, ctx, at);
  const href = hrefOf(at, 'constancia', row.id);
  if (row.registration_id !== null) {
    const told = await withTransaction(db, (trx) => tellHolders(trx, ctx.now, [row.id], { again: true }));
    return doneAt(href, told > 0 ? 'sent' : 'not_possible');
  }
  const form = readForm(HandOverForm, ctx.body, ctx.t);
  if (!form.ok) return await show(shop, ctx, { values: form.raw, faults: form.faults });
  const { email } = form.value;
  const c = { actor: ctx.actor, vault, now: ctx.now };
  const sent = await withTransaction(db, (trx) => handOver(trx, c, row.id, email));
  return doneAt(href, sent ? 'sent' : 'not_possible');
}

async function list(shop: Shop, ctx: Ctx): Promise<Answer> {
  const at = await deskAt(shop, ctx);
  const kind = kindIn(ctx);
  const search = (ctx.query.get('q') ?? '').trim().slice(0, 200);
  const before = ctx.query.get('antes') ?? undefined;
  const page = await searchList(shop, at.desk.edition.id, kind, search, isUuid(before) ? before : undefined);
  const body = ListPage({ at, kind, search, ...page, isFirst: before === undefined });
  return officePage(ctx.t('certificates.list.title', { kind: ctx.t(`certificates.kind.${kind}`) }), body);
}

async function searchList(
  shop: Shop,
  eventId: string,
  kind: Shown['kind'],
  search: string,
  start: string | undefined,
): Promise<{ rows: Shown[]; next: string | undefined }> {
  const wanted = fold(search);
  const code = readCode(search);
  const rows: Shown[] = [];
  let before = start;
  for (let seen = 0; seen < MOST_SEARCHED;) {
    const limit = wanted ? 500 : PER_PAGE;
    const page = await listOfKind(shop.deps.db, eventId, kind, { before, limit });
    for (const row of page.items) {
      const shown = shownOf(shop, row);
      if (wanted && row.code !== code && !fold(shown.facts?.name ?? '').includes(wanted)) continue;
      rows.push(shown);
      if (wanted && rows.length === PER_PAGE) return { rows, next: row.id };
    }
    if (!wanted || page.next === undefined) return { rows, next: page.next };
    seen += page.items.length;
    before = page.next;
  }
  return { rows, next: before };
}

async function all(shop: Shop, ctx: Ctx): Promise<Answer> {
  const at = await deskAt(shop, ctx);
  const kind = kindIn(ctx);
  const name = `certificados-${at.desk.edition.slug}-${ctx.params['kind']}.zip`;
  return {
    type: 'stream',
    mediaType: 'application/zip',
    body: zipOf(shop, at.desk.edition.id, kind),
    headers: { 'content-disposition': `attachment; filename="${name}"`, 'cache-control': 'no-store' },
  };
}

const MOST_FOUND = 20;

async function people(shop: Shop, ctx: Ctx): Promise<Answer> {
  const { deps } = shop;
  const at = await deskAt(shop, ctx);
  const eventId = at.desk.edition.id;
  const search = (ctx.query.get('q') ?? '').trim().slice(0, 200);
  const found = search
    ? await findPeople(deps, eventId, { state: 'confirmed' }, search, { limit: MOST_FOUND })
    : undefined;
  const known = (found?.people ?? []).filter((p) => p.person !== undefined);
  const holders = await listHolders(
    deps.db,
    eventId,
    'attendance',
    known.map((p) => `r:${p.id}`),
  );
  const candidates = known.map((p) => ({
    id: p.id,
    name: p.person?.name ?? '',
    note: p.person?.email ?? '',
    certificateId: holders.get(`r:${p.id}`),
  }));
  const hasMore = found?.next !== undefined;
  return officePage(
    ctx.t('certificates.people.title'),
    PeoplePage({ at, search, people: candidates, hasMore }),
  );
}

async function issueOne(shop: Shop, ctx: Ctx): Promise<Answer> {
  const at = await deskAt(shop, ctx);
  const id = ctx.body.fields.get('one')?.[0];
  if (!isUuid(id)) throw notFound();
  const c = await issuing(shop.deps, shop.drawer, ctx.actor);
  const result = await withTransaction(shop.deps.db, (trx) =>
    issueToRegistrant(trx, c, at.desk.edition.id, id),
  );
  return afterOne(result, (made) => hrefOf(at, 'constancia', made), hrefOf(at, 'personas'), 'issued_one');
}
