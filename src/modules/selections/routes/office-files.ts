/** Files of processes, kinds and lists at the desk: sent, looked at, read in as drafts or thrown away. */
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { Deps } from '../../../platform/deps.ts';
import type { FieldFault } from '../../../platform/errors.ts';
import { cleanText } from '../../../platform/forms/clean.ts';
import { page, seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { officeRoutes } from '../../../platform/http/routes-at.ts';
import { clockTime, longDate } from '../../../platform/i18n/dates.ts';
import type { Translate } from '../../../platform/i18n/translate.ts';
import { type Finding as TableFinding, shownFileName } from '../../officials/index.ts';
import { OFFICE_SELECTIONS, officeSelectionFilePath, officeSelectionPath } from '../addresses.ts';
import { dropUpload, keepUpload } from '../commands/uploads.ts';
import { type DeskFile, readDeskFile, type Seen } from '../import/desk-file.ts';
import { type Line, OfficeFilePage } from '../pages/office/file.tsx';
import { columnWords } from '../pages/office/list-map.tsx';
import { fieldWords } from '../pages/words.ts';
import { OfficeListPage, type SentValues } from '../pages/office/list.tsx';
import {
  findOfficeSelection,
  findSelectionIdBySlug,
  listOfficeSelections,
  listSelectionUploads,
  peopleIn,
} from '../queries/office.ts';
import { UPLOAD_KINDS } from '../tables.ts';
import { deskOf, WRITE } from './desk.ts';
import { listMapRoutes } from './office-list-map.ts';
import { deskFileOf, keepSeen, lookAgain, readAs, uploadOf } from './office-uploads.ts';

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
    ...listMapRoutes(deps),
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

async function show(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t, lang } = ctx;
  const { id, file_name: file, kind, process, expires_at: until, seen, map } = await uploadOf(deps, ctx);
  const [{ zone, done }, people] = await Promise.all([
    deskOf(deps, ctx),
    (seen.list?.asked?.people ?? []).length > 0 && process ? peopleIn(deps.db, process.id) : [],
  ]);
  const body = OfficeFilePage({
    t,
    id,
    file,
    kind,
    process,
    until: `${longDate(until, zone, lang)}, ${clockTime(until, zone, lang)}`,
    seen,
    readAs: readAs(map),
    people,
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
      where: t('selections.office.line', { line, column: columnWords(column, t) }),
      words: t(`selections.list.fault.${fault}`),
      remedy: '',
    });
  for (const { line, column, words } of rows?.differs ?? [])
    lines.push({
      fault: false,
      where: t('selections.office.line', { line, column: '' }),
      words: t('selections.list.differs', { field: fieldWords(column, t), words }),
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

/** Twice at once does no harm: what is in already stays as it is. Rows that stay outside wait for their day. */
async function take(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { actor, now, body } = ctx;
  const upload = await uploadOf(deps, ctx);
  const { id, kind, process, map } = upload;
  const path = officeSelectionFilePath(id);
  if ((body.fields.get('as')?.[0] ?? '') !== readAs(map)) return seeOther(`${path}?hecho=map_changed`);
  const seen = await readDeskFile(deps, actor, deskFileOf(upload), { dryRun: false });
  if (!seen.ok) {
    await keepSeen(deps, upload, seen, map);
    return seeOther(`${path}?hecho=cannot`);
  }
  if (seen.list && seen.list.refused.length + seen.list.broken.length > 0) {
    await lookAgain(deps, ctx, upload, map);
    return seeOther(`${path}?hecho=imported_rest`);
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
