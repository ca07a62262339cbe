/** The tab's pages: overview, issuing, runs, lists, everything in one file. */
import { isUniqueViolation, withTransaction } from '../../../platform/db/transaction.ts';
import { type FieldFault, notFound } from '../../../platform/errors.ts';
import { type RawValues, readForm } from '../../../platform/forms/read.ts';
import { page } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { isUuid } from '../../../platform/uuid.ts';
import { BLANK, filled, type FormState } from '../../../ui/controls/schema-form.tsx';
import { countAttendance } from '../../attendance/index.ts';
import { fold, officeGet, officePage, officePost } from '../../events/index.ts';
import { issueToNamed, issueToSpeaker, type OneResult } from '../commands/one.ts';
import { resumeRun, startRun, stopRun } from '../commands/runs.ts';
import { type CertificateDesk, hrefOf, ofKind } from '../pages/desk.ts';
import { type Candidate, IssuePage } from '../pages/issue.tsx';
import { OverviewPage } from '../pages/overview.tsx';
import { issuing } from '../press.ts';
import { countCertificates } from '../queries/certificates.ts';
import { findSigningKey } from '../queries/keys.ts';
import { countSpeakers, isPurged, listSpeakersToCertify } from '../queries/people.ts';
import { listHolders, listRuns } from '../queries/runs.ts';
import { listTemplates } from '../queries/templates.ts';
import { readNamed } from '../rules/kinds.ts';
import { AttendanceIssueForm, NamedIssueForm } from '../schemas/office.ts';
import type { Kind } from '../tables.ts';
import { timeWords } from '../words.ts';
import { afterOne, deskAt, doneAt, kindIn, type Shop } from './desk.ts';

const MANAGE = 'certificates.manage';
const BASE = '/:slug/certificados';
/** Names of one form: issued in one transaction. */
const MOST_NAMED = 200;

export function officeRoutes(shop: Shop): RouteSpec[] {
  return [
    officeGet(BASE, 'certificates.read', 'Certificates of an edition.', (ctx) => overview(shop, ctx)),
    officeGet(`${BASE}/emitir/:kind`, MANAGE, 'Issue certificates: to whom.', (ctx) => issueForm(shop, ctx)),
    officePost(`${BASE}/emitir/:kind`, MANAGE, 'Issue certificates of a kind.', (ctx) =>
      issueMany(shop, ctx),
    ),
    officePost(`${BASE}/avisar/:kind`, MANAGE, 'Tell everybody who was not told yet.', (ctx) =>
      tellAll(shop, ctx),
    ),
    officePost(`${BASE}/emisiones/:run/detener`, MANAGE, 'Stop a run.', (ctx) => moveRun(shop, ctx, stopRun)),
    officePost(`${BASE}/emisiones/:run/continuar`, MANAGE, 'Go on with a run.', (ctx) =>
      moveRun(shop, ctx, resumeRun),
    ),
  ];
}

async function overview(shop: Shop, ctx: Ctx): Promise<Answer> {
  const { db, vault } = shop.deps;
  const at = await deskAt(shop, ctx);
  const { id } = at.desk.edition;
  const body = OverviewPage({
    at,
    counts: await countCertificates(db, id),
    written: await listTemplates(db, id),
    runs: await listRuns(db, id),
    people: {
      attendance: (await countAttendance(db, id)).people,
      speaker: await countSpeakers(db, id),
    },
    isPurged: isPurged(at.desk.edition),
    isKeyUnreadable: (await findSigningKey(db, vault)) === 'unreadable',
  });
  return page(body, {
    title: ctx.t('certificates.title'),
    scripts: ['certificates.js'],
    styles: ['certificates.css'],
  });
}

async function issueForm(shop: Shop, ctx: Ctx, given?: { state: FormState }): Promise<Answer> {
  const { db } = shop.deps;
  const at = await deskAt(shop, ctx);
  const kind = kindIn(ctx);
  const { id, ends_at } = at.desk.edition;
  const blank = kind === 'attendance' ? filled({ tell: 'yes' }) : BLANK;
  const body = IssuePage({
    at,
    kind,
    state: given?.state ?? blank,
    people: kind === 'attendance' ? (await countAttendance(db, id)).people : 0,
    isOver: Temporal.Instant.compare(ends_at, ctx.now) <= 0,
    speakers: kind === 'speaker' ? await speakersOf(shop, at) : [],
  });
  const title = ctx.t('certificates.issue.title', { kind: ctx.t(`certificates.kind.${kind}`) });
  return officePage(title, body, given ? 422 : 200);
}

const MOST_SPEAKERS = 500;

async function speakersOf({ deps }: Shop, { desk }: CertificateDesk): Promise<Candidate[]> {
  const { t, edition } = desk;
  const rows = await listSpeakersToCertify(deps.db, edition.id, { limit: MOST_SPEAKERS });
  const holders = await listHolders(
    deps.db,
    edition.id,
    'speaker',
    rows.map((row) => `s:${row.id}`),
  );
  return rows
    .map(({ id, name, sessions, minutes }) => ({
      id,
      name,
      note: [t('certificates.sessions', { count: sessions }), timeWords(t, minutes)]
        .filter(Boolean)
        .join(' · '),
      certificateId: holders.get(`s:${id}`),
    }))
    .toSorted((a, b) => (fold(a.name) < fold(b.name) ? -1 : 1));
}

async function issueMany(shop: Shop, ctx: Ctx): Promise<Answer> {
  const at = await deskAt(shop, ctx);
  const kind = kindIn(ctx);
  if (kind === 'attendance') return await issueByRule(shop, ctx, at);
  const one = ctx.body.fields.get('one')?.[0];
  if (kind === 'speaker' && ctx.body.fields.has('all'))
    return await start(shop, ctx, at, { kind, what: 'issue', rule: {}, tell: false });
  if (kind === 'speaker' && one !== undefined) {
    if (!isUuid(one)) throw notFound();
    const c = await issuing(shop.deps, shop.drawer, ctx.actor);
    const result = await withTransaction(shop.deps.db, (trx) =>
      issueToSpeaker(trx, c, at.desk.edition.id, one),
    );
    return afterIssuing(at, kind, result);
  }
  return await issueByName(shop, ctx, at, kind);
}

function afterIssuing(at: CertificateDesk, kind: Kind, result: OneResult): Answer {
  const one = (id: string) => hrefOf(at, 'constancia', id);
  if (result.ok && result.ids.length > 1) return doneAt(ofKind(at, 'lista', kind), 'issued');
  return afterOne(result, one, ofKind(at, 'emitir', kind), 'issued_one');
}

async function issueByRule(shop: Shop, ctx: Ctx, at: CertificateDesk): Promise<Answer> {
  const form = readForm(AttendanceIssueForm, ctx.body, ctx.t);
  if (!form.ok) return await issueForm(shop, ctx, { state: { values: form.raw, faults: form.faults } });
  const { sessions, minutes, tell = false } = form.value;
  const rule = { ...(sessions !== undefined && { sessions }), ...(minutes !== undefined && { minutes }) };
  return await start(shop, ctx, at, { kind: 'attendance', what: 'issue', rule, tell });
}

type Starting = Omit<Parameters<typeof startRun>[2], 'eventId'>;

async function start(shop: Shop, ctx: Ctx, at: CertificateDesk, run: Starting): Promise<Answer> {
  if (isPurged(at.desk.edition)) return doneAt(hrefOf(at), 'purged');
  const started = await withTransaction(shop.deps.db, (trx) =>
    startRun(trx, ctx, { ...run, eventId: at.desk.edition.id }),
  );
  return doneAt(hrefOf(at), started === undefined ? 'under_way' : `started_${run.what}`);
}

async function issueByName(shop: Shop, ctx: Ctx, at: CertificateDesk, kind: Kind): Promise<Answer> {
  const form = readForm(NamedIssueForm, ctx.body, ctx.t);
  const again = (raw: RawValues, faults: FieldFault[]) =>
    issueForm(shop, ctx, { state: { values: raw, faults } });
  if (!form.ok) return await again(form.raw, form.faults);
  const people = readNamed(form.value.people);
  const long = people.findIndex((p) => p.name.length > 200 || (p.role ?? '').length > 100);
  const fault =
    people.length > MOST_NAMED
      ? ctx.t('certificates.issue.too_many', { count: people.length })
      : long >= 0
        ? ctx.t('certificates.issue.long_name', { line: long + 1 })
        : undefined;
  if (fault !== undefined) return await again(form.raw, [{ field: 'people', message: fault }]);
  const c = await issuing(shop.deps, shop.drawer, ctx.actor);
  const result = await withTransaction(shop.deps.db, (trx) =>
    issueToNamed(trx, c, at.desk.edition.id, kind, people),
  );
  return afterIssuing(at, kind, result);
}

async function tellAll(shop: Shop, ctx: Ctx): Promise<Answer> {
  const at = await deskAt(shop, ctx);
  const kind = kindIn(ctx);
  if (kind === 'organiser') throw notFound();
  return await start(shop, ctx, at, { kind, what: 'tell', rule: {}, tell: true });
}

async function moveRun(shop: Shop, ctx: Ctx, move: typeof stopRun): Promise<Answer> {
  const at = await deskAt(shop, ctx);
  const { run } = ctx.params;
  if (!isUuid(run)) throw notFound();
  let moved: boolean;
  try {
    moved = await withTransaction(shop.deps.db, (trx) => move(trx, ctx, at.desk.edition.id, run));
  } catch (error) {
    // Another one of the kind was started since.
    if (isUniqueViolation(error, 'certificate_runs_one')) return doneAt(hrefOf(at), 'under_way');
    throw error;
  }
  if (!moved) return doneAt(hrefOf(at), 'not_possible');
  return doneAt(hrefOf(at), move === stopRun ? 'stopped' : 'resumed');
}
