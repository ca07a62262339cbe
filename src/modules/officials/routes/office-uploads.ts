/** A list that was sent, before it is read in: looked at, its rows decided, taken or thrown away. */
import { withTransaction } from '../../../platform/db/transaction.ts';
import { cleanText } from '../../../platform/forms/clean.ts';
import type { Deps } from '../../../platform/deps.ts';
import { type FieldFault, notFound } from '../../../platform/errors.ts';
import { bytes, page, seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { officeRoutes } from '../../../platform/http/routes-at.ts';
import { clockTime, longDate, shortDate } from '../../../platform/i18n/dates.ts';
import { readOrganisation } from '../../../platform/settings/organisation.ts';
import { isUuid } from '../../../platform/uuid.ts';
import { OFFICE_IMPORTS, OFFICE_UPLOADS, officeImportPath, officeUploadPath } from '../addresses.ts';
import { dropUpload, keepUpload, leaveRows } from '../commands/uploads.ts';
import { FileFault } from '../import/csv-file.ts';
import { EVERY_ROW, LONGEST_EVERY_ROW } from '../import/column-map.ts';
import { bytesInput } from '../import/file-bytes.ts';
import { importsOf } from '../import/file-source.ts';
import { foresee } from '../import/foresee.ts';
import { type Choices, mapOfStaged, MAX_UPLOAD_BYTES, stageList } from '../import/staged.ts';
import { takeUpload } from '../import/take-upload.ts';
import { PreviewPage } from '../pages/office/import-preview.tsx';
import { openUpload, type Upload } from '../queries/imports.ts';
import type { Staged } from '../import/staged.ts';
import { faultWords, IMPORT } from './office-imports.ts';
import { factsOf, fieldsOf, rowsOf, toldOf } from './upload-words.ts';

const PER_PAGE = 50;

const { get, post } = officeRoutes(OFFICE_UPLOADS);

export function uploadRoutes(deps: Deps): RouteSpec[] {
  return [
    get('/:upload', IMPORT, 'A list before it is read in: columns, findings, rows.', (ctx) =>
      show(deps, ctx),
    ),
    {
      ...post('/:upload/columnas', IMPORT, 'Say what the columns of a list are, and send it again.', (ctx) =>
        readAgain(deps, ctx),
      ),
      upload: { maxBytes: MAX_UPLOAD_BYTES },
    },
    get(
      '/:upload/columnas.json',
      IMPORT,
      'What the columns of a list are, as a file for the terminal.',
      (ctx) => columnMap(deps, ctx),
    ),
    post('/:upload/filas', IMPORT, 'Decide which rows of a list are left out.', (ctx) => decide(deps, ctx)),
    post('/:upload/importar', IMPORT, 'Read a list in, as drafts.', (ctx) => take(deps, ctx)),
    post('/:upload/descartar', IMPORT, 'Throw a list away that was sent.', (ctx) => drop(deps, ctx)),
  ];
}

async function uploadOf(deps: Deps, ctx: Ctx): Promise<Upload & { staged: Staged }> {
  const id = ctx.params['upload'];
  const upload = isUuid(id) ? await openUpload(deps.db, deps.vault, id, deps.now()) : undefined;
  if (!upload) throw notFound();
  return upload;
}

async function show(deps: Deps, ctx: Ctx, faults: readonly FieldFault[] = []): Promise<Answer> {
  const upload = await uploadOf(deps, ctx);
  const { t, lang, query } = ctx;
  const { timeZone: zone } = await readOrganisation(deps.db);
  const asked = Number(query.get('desde') ?? 0);
  const from = Number.isSafeInteger(asked) && asked > 0 ? asked : 0;
  const { staged } = upload;
  const { same, otherwise } = await importsOf(deps.db, { ...upload, readAs: staged.readAs });
  const date = (at: Temporal.Instant) => shortDate(at, zone, lang);
  const rows = rowsOf(staged, new Set(upload.left_out), t);
  const path = officeUploadPath(upload.id);
  const body = PreviewPage({
    t,
    id: upload.id,
    file: upload.file_name,
    kind: upload.kind,
    until: `${longDate(upload.expires_at, zone, lang)}, ${clockTime(upload.expires_at, zone, lang)}`,
    facts: factsOf(staged, new Set(upload.left_out), t),
    columns: staged.columns,
    fields: fieldsOf(staged.kind, t),
    everyRow:
      staged.kind === 'person'
        ? EVERY_ROW.map((field) => ({
            field,
            label: t(`officials.field.${field}`),
            value: staged.everyRow[field] ?? '',
          }))
        : [],
    held: staged.held ? t(staged.held.key, staged.held.values) : undefined,
    told: toldOf(upload.file_name, staged, t),
    rows: rows.slice(from, from + PER_PAGE),
    from,
    most: MAX_UPLOAD_BYTES,
    already: same
      ? t('officials.imports.already', { date: date(same.created_at) })
      : otherwise && t('officials.imports.read_otherwise', { date: date(otherwise.created_at) }),
    faults,
    done: query.get('hecho') ?? undefined,
    firstHref: from > 0 ? path : undefined,
    nextHref: rows.length > from + PER_PAGE ? `${path}?desde=${from + PER_PAGE}` : undefined,
  });
  return page(body, { title: upload.file_name, ...(faults.length > 0 && { status: 422 }) });
}

function choicesIn({ body }: Ctx): Choices {
  const columns = new Map<number, string>();
  for (const [name, [value = '']] of body.fields) {
    const number = Number(/^column\.(\d{1,3})$/.exec(name)?.[1]);
    if (Number.isInteger(number)) columns.set(number, value);
  }
  const everyRow: Choices['everyRow'] = {};
  for (const field of EVERY_ROW) {
    const text = cleanText(body.fields.get(`every.${field}`)?.[0] ?? '', false).slice(0, LONGEST_EVERY_ROW);
    if (text !== '') everyRow[field] = text;
  }
  return { columns, everyRow };
}

/** For whoever has the same list at the terminal, or gets it again. */
async function columnMap(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { staged } = await uploadOf(deps, ctx);
  return bytes(`${JSON.stringify(mapOfStaged(staged), null, 2)}\n`, 'application/json; charset=utf-8', {
    'content-disposition': 'attachment; filename="mapa-de-columnas.json"',
    'cache-control': 'no-store',
  });
}

async function readAgain(deps: Deps, ctx: Ctx): Promise<Answer> {
  const upload = await uploadOf(deps, ctx);
  const sent = ctx.body.files.get('file');
  const wrong = (message: string) => show(deps, ctx, [{ field: 'file', message }]);
  if (!sent) return await wrong(ctx.t('officials.imports.fault.no_file'));
  try {
    const input = bytesInput(sent.filename, sent.bytes);
    const { staged, sha256 } = await stageList(deps.db, upload.kind, input, choicesIn(ctx));
    const act = { actor: ctx.actor, now: deps.now() };
    const { publisher } = upload;
    const seen = await foresee(deps, ctx.actor, staged, { name: sent.filename, sha256, publisher });
    const made = { name: sent.filename, publisher, sha256, staged: seen };
    const id = await withTransaction(deps.db, (trx) => keepUpload(trx, act, deps.vault, made, upload.id));
    return seeOther(officeUploadPath(id));
  } catch (error) {
    if (!(error instanceof FileFault)) throw error;
    return await wrong(faultWords(ctx, error.finding));
  }
}

async function decide(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { id } = await uploadOf(deps, ctx);
  const numbers = (texts: readonly string[]): number[] =>
    texts.map(Number).filter((line) => Number.isInteger(line) && line > 0 && line < 2 ** 31);
  const { fields } = ctx.body;
  const shown = numbers((fields.get('shown')?.[0] ?? '').split(' '));
  const without = numbers(fields.get('leave') ?? []);
  await withTransaction(deps.db, (trx) => leaveRows(trx, id, { shown, without }));
  const [from = 0] = numbers(fields.get('desde') ?? []);
  return seeOther(`${officeUploadPath(id)}?desde=${from}&hecho=saved`);
}

async function take(deps: Deps, ctx: Ctx): Promise<Answer> {
  const upload = await uploadOf(deps, ctx);
  const done = await takeUpload(deps, ctx.actor, upload);
  if (!done.ok) return seeOther(`${officeUploadPath(upload.id)}?hecho=${done.refused}`);
  return seeOther(`${officeImportPath(done.importId)}?hecho=imported`);
}

async function drop(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { id } = await uploadOf(deps, ctx);
  const act = { actor: ctx.actor, now: deps.now() };
  await withTransaction(deps.db, (trx) => dropUpload(trx, act, id));
  return seeOther(`${OFFICE_IMPORTS}?hecho=dropped`);
}
