/** A list of what a meeting brought: sent to be looked at, read in as a whole, or thrown away. */
import { run } from '../../../platform/db/outcome.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { cleanText } from '../../../platform/forms/clean.ts';
import { page, seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { clockTime, longDate } from '../../../platform/i18n/dates.ts';
import { isUuid } from '../../../platform/uuid.ts';
import { currentPrivacyVersion } from '../../accounts/index.ts';
import { categoryWords, departmentWords, printProposals, readProposalList } from '../../proposals/index.ts';
import { listPath, officeMeetingPath } from '../addresses.ts';
import { dropList, keepList, takeList } from '../commands/lists.ts';
import { PreviewPage, SendListPage } from '../pages/office/list.tsx';
import type { MeetingRow } from '../queries/meetings.ts';
import { findUpload } from '../queries/sheets.ts';
import { MOST_ROWS } from '../rules/meeting.ts';
import { openUpload } from '../sealed.ts';
import { contextOf, get, meetingIn, post, readerOf, RUN } from './shared.ts';

const MAX_BYTES = 2_000_000;
const ONE = '/:id/lista/:upload';

export function officeListRoutes(deps: Deps): RouteSpec[] {
  return [
    get('/:id/lista', RUN, 'The form for a list of what a meeting brought.', (ctx) => showSend(deps, ctx)),
    {
      ...post('/:id/lista', RUN, 'Send a list, to be looked at first.', (ctx) => send(deps, ctx)),
      upload: { maxBytes: MAX_BYTES },
    },
    get(ONE, RUN, 'A list before it is read in.', (ctx) => showPreview(deps, ctx)),
    post(`${ONE}/importar`, RUN, 'Read a list in.', (ctx) => take(deps, ctx)),
    post(`${ONE}/descartar`, RUN, 'Throw a list away.', (ctx) => drop(deps, ctx)),
  ];
}

async function showSend(deps: Deps, ctx: Ctx, faults: readonly string[] = []): Promise<Answer> {
  const meeting = await meetingIn(deps, ctx);
  const reader = await readerOf(deps, ctx);
  const told = ctx.query.get('hecho') ?? undefined;
  return page(SendListPage({ ...reader, meeting, told, faults, maxBytes: MAX_BYTES }), {
    title: ctx.t('meetings.part.lista'),
    status: faults.length > 0 ? 422 : 200,
  });
}

async function send(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { id } = await meetingIn(deps, ctx);
  const file = ctx.body.files.get('file');
  if (!file || file.bytes.length === 0) return showSend(deps, ctx, [ctx.t('meetings.list.no_file')]);
  const name =
    cleanText(file.filename, false)
      .replace(/^.*[/\\]/s, '')
      .slice(0, 100) || 'lista';
  const upload = await withTransaction(deps.db, (trx) =>
    keepList(trx, contextOf(deps, ctx), id, { name, bytes: file.bytes }),
  );
  return seeOther(listPath(id, upload));
}

interface Sent {
  id: string;
  name: string;
  expiresAt: Temporal.Instant;
  list: Awaited<ReturnType<typeof readProposalList>>;
}

/** @throws not_found when it is gone, or its day is over */
async function sentIn(deps: Deps, ctx: Ctx, meeting: MeetingRow): Promise<Sent> {
  const id = ctx.params['upload'] ?? '';
  const row = isUuid(id) ? await findUpload(deps.db, meeting.id, id, ctx.now) : undefined;
  const sealed = row && openUpload(deps.vault, id, row.sealed);
  if (!row || !sealed) throw notFound();
  const input = {
    name: row.file_name,
    size: sealed.length,
    async *read() {
      yield await Promise.resolve(sealed);
    },
  };
  return { id, name: row.file_name, expiresAt: row.expires_at, list: await readProposalList(input) };
}

async function showPreview(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t, lang } = ctx;
  const meeting = await meetingIn(deps, ctx);
  const { id, name, expiresAt, list } = await sentIn(deps, ctx, meeting);
  const reader = await readerOf(deps, ctx);
  const body = PreviewPage({
    ...reader,
    meeting,
    told: ctx.query.get('hecho') ?? undefined,
    upload: id,
    file: name,
    rows: list.proposals.slice(0, MOST_ROWS + 1).map(({ line, text, category, department }) => ({
      line,
      title: text.title,
      category: categoryWords(t, category),
      department: departmentWords(t, department || meeting.department),
    })),
    findings: findingsOf(name, list, ctx),
    until: `${longDate(expiresAt, reader.zone, lang)}, ${clockTime(expiresAt, reader.zone, lang)}`,
  });
  return page(body, { title: name });
}

/** As the terminal tells them; how it would end stands above. */
function findingsOf(name: string, list: Sent['list'], { t }: Ctx): string[] {
  const done = { ...list, alike: [], created: list.proposals.length, left: 0, taken: [] };
  const { lines } = printProposals(name, done, t, true);
  return list.fault === undefined ? lines.slice(0, -1) : lines;
}

async function take(deps: Deps, ctx: Ctx): Promise<Answer> {
  const meeting = await meetingIn(deps, ctx);
  const { id: uploadId, list } = await sentIn(deps, ctx, meeting);
  const { proposals } = list;
  if (proposals.length === 0 || proposals.length > MOST_ROWS) return seeOther(listPath(meeting.id, uploadId));
  const privacyVersion = await currentPrivacyVersion(deps.db);
  const done = await run(deps.db, (trx) =>
    takeList(trx, contextOf(deps, ctx), meeting, { uploadId, proposals, lang: 'es', privacyVersion }),
  );
  if (!done.ok && done.refused === 'full') return seeOther(`${listPath(meeting.id, uploadId)}?hecho=full`);
  return seeOther(`${officeMeetingPath(meeting.id)}?hecho=list_taken`);
}

async function drop(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { id } = await meetingIn(deps, ctx);
  const upload = ctx.params['upload'] ?? '';
  if (!isUuid(upload) || !(await findUpload(deps.db, id, upload, ctx.now))) throw notFound();
  await withTransaction(deps.db, (trx) => dropList(trx, upload));
  return seeOther(`${officeMeetingPath(id, 'lista')}?hecho=list_dropped`);
}
