/** Files of processes, kinds and lists at the desk: sent, looked at, read in as drafts or thrown away. */
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { Deps } from '../../../platform/deps.ts';
import { type FieldFault, notFound } from '../../../platform/errors.ts';
import { cleanText } from '../../../platform/forms/clean.ts';
import { page, seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { officeRoutes } from '../../../platform/http/routes-at.ts';
import { clockTime, longDate } from '../../../platform/i18n/dates.ts';
import type { Translate } from '../../../platform/i18n/translate.ts';
import { type Finding as TableFinding, shownFileName } from '../../officials/index.ts';
import { OFFICE_SELECTIONS, officeSelectionFilePath, officeSelectionPath } from '../addresses.ts';
import { dropUpload, keepUpload, lookedAgain } from '../commands/uploads.ts';
import { type DeskFile, readDeskFile, type Seen } from '../import/desk-file.ts';
import { type Line, OfficeFilePage } from '../pages/office/file.tsx';
import { OfficeListPage, type SentValues } from '../pages/office/list.tsx';
import {
  findOfficeSelection,
  findSelectionIdBySlug,
  listOfficeSelections,
  listSelectionUploads,
  openSelectionUpload,
} from '../queries/office.ts';
import { UPLOAD_KINDS } from '../tables.ts';
import { deskOf, WRITE } from './desk.ts';

/** Bytes. What is larger goes in at the terminal. */
const MOST_BYTES = 16 * 2 ** 20;

const { get, post } = officeRoutes(OFFICE_SELECTIONS);

export function fileRoutes(deps: Deps): RouteSpec[] {
  const ONE = '/archivos/:upload';
  return [
    get('', WRITE, 'All processes of selection, and files that wait to be read in.', (ctx) =>
      list(deps, ctx),
    ),
    {
      ...post('', WRITE, 'Send a file of a process, a kind or a list, to be looked at first.', (ctx) =>
        send(deps, ctx),
      ),
      upload: { maxBytes: MOST_BYTES },
    },
    get(ONE, WRITE, 'A file before it is read in: findings, and what would change.', (ctx) =>
      show(deps, ctx),
    ),
    post(`${ONE}/importar`, WRITE, 'Read a file in; a new process is a draft.', (ctx) => take(deps, ctx)),
    post(`${ONE}/descartar`, WRITE, 'Throw a file away that was sent.', (ctx) => drop(deps, ctx)),
  ];
}

async function list(
  deps: Deps,
  ctx: Ctx,
  again?: { values: SentValues; faults: FieldFault[] },
): Promise<Answer> {
  const [desk, selections, uploads] = await Promise.all([
    deskOf(deps, ctx),
    listOfficeSelections(deps.db),
    listSelectionUploads(deps.db, ctx.now),
  ]);
  const body = OfficeListPage({
    desk,
    selections,
    uploads,
    most: MOST_BYTES,
    values: again?.values ?? { kind: 'process', process: ctx.query.get('proceso') ?? '', publisher: '' },
    faults: again?.faults ?? [],
  });
  return page(body, { title: ctx.t('selections.office.title'), ...(again && { status: 422 }) });
}

async function send(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t, body, actor, now } = ctx;
  const field = (name: string) => cleanText(body.fields.get(name)?.[0] ?? '', false);
  const kind = UPLOAD_KINDS.find((one) => one === field('kind'));
  const values: SentValues = {
    kind: kind ?? 'process',
    process: field('process'),
    publisher: field('publisher').slice(0, 200),
  };
  const isList = !['process', 'kind', 'holidays'].includes(values.kind);
  const process = isList ? await findOfficeSelection(deps.db, values.process) : undefined;
  const sent = body.files.get('file');
  const faults: FieldFault[] = [];
  if (kind === undefined) faults.push({ field: 'kind', message: t('form.fault.invalid') });
  if (isList && !process) faults.push({ field: 'process', message: t('selections.office.fault.process') });
  if (isList && values.publisher === '')
    faults.push({ field: 'publisher', message: t('selections.office.fault.publisher') });
  if (!sent || sent.bytes.length === 0)
    faults.push({ field: 'file', message: t('selections.office.fault.no_file') });
  if (faults.length > 0 || !sent) return await list(deps, ctx, { values, faults });
  const file: DeskFile = {
    kind: values.kind,
    name: shownFileName(sent.filename) || 'archivo',
    publisher: values.publisher,
    process: process?.slug,
    bytes: sent.bytes,
  };
  const seen = await readDeskFile(deps, actor, file, { dryRun: true });
  const id = await withTransaction(deps.db, (trx) =>
    keepUpload(trx, { actor, now }, deps.vault, file, { selectionId: process?.id, seen }),
  );
  return seeOther(officeSelectionFilePath(id));
}

/** @throws not_found when it is gone, or its day is over */
async function uploadOf(deps: Deps, ctx: Ctx) {
  const upload = await openSelectionUpload(deps.db, deps.vault, ctx.params['upload'] ?? '', ctx.now);
  if (!upload) throw notFound();
  const process =
    upload.selection_id === null ? undefined : await findOfficeSelection(deps.db, upload.selection_id);
  return { ...upload, process };
}

async function show(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t, lang } = ctx;
  const { id, file_name: file, kind, process, expires_at: until, seen } = await uploadOf(deps, ctx);
  const { zone, done } = await deskOf(deps, ctx);
  const body = OfficeFilePage({
    t,
    id,
    file,
    kind,
    process,
    until: `${longDate(until, zone, lang)}, ${clockTime(until, zone, lang)}`,
    seen,
    lines: linesOf(seen, t),
    done,
  });
  return page(body, { title: file });
}

function linesOf({ findings, list: rows }: Seen, t: Translate): Line[] {
  const table = (one: TableFinding): Line => ({
    fault: true,
    where:
      one.line === 0
        ? '—'
        : t('selections.office.line', { line: one.line, column: String(one.column || '') }),
    words: t(one.key, one.values),
    remedy: '',
  });
  const lines: Line[] = [];
  const whole = rows?.fault;
  if (whole && 'code' in whole)
    lines.push({
      fault: true,
      where: '—',
      words: t(`selections.list.${whole.code}`, whole.values),
      remedy: '',
    });
  else if (whole) lines.push(table(whole));
  lines.push(...(rows?.broken ?? []).map(table));
  for (const { line, column, fault } of rows?.refused ?? [])
    lines.push({
      fault: true,
      where: t('selections.office.line', { line, column }),
      words: t(`selections.list.fault.${fault}`),
      remedy: '',
    });
  for (const { level, path, code, values } of findings)
    lines.push({
      fault: level === 'fault',
      where: path || '/',
      words: t(`selections.finding.${code}`, values),
      remedy: t(`selections.remedy.${code}`, values),
    });
  return lines;
}

/** Twice at once does no harm: what is in already stays as it is. */
async function take(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { actor, now } = ctx;
  const upload = await uploadOf(deps, ctx);
  const { id, kind, file_name: name, publisher, bytes, process } = upload;
  const seen = await readDeskFile(
    deps,
    actor,
    { kind, name, publisher, bytes, process: process?.slug },
    { dryRun: false },
  );
  if (!seen.ok) {
    await withTransaction(deps.db, (trx) => lookedAgain(trx, deps.vault, id, { bytes, seen }));
    return seeOther(`${officeSelectionFilePath(id)}?hecho=cannot`);
  }
  await withTransaction(deps.db, (trx) => dropUpload(trx, { actor, now }, id, 'selections.file_read'));
  const own =
    process?.id ?? (kind === 'process' ? await findSelectionIdBySlug(deps.db, seen.slug) : undefined);
  return seeOther(`${own === undefined ? OFFICE_SELECTIONS : officeSelectionPath(own)}?hecho=imported`);
}

async function drop(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { id } = await uploadOf(deps, ctx);
  const { actor, now } = ctx;
  await withTransaction(deps.db, (trx) => dropUpload(trx, { actor, now }, id, 'selections.file_dropped'));
  return seeOther(`${OFFICE_SELECTIONS}?hecho=dropped`);
}
