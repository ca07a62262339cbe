/** Lists of people and institutions in the back office: sent, read in, taken back. */
import { run } from '../../../platform/db/outcome.ts';
import { readPageRequest } from '../../../platform/db/page-by-key.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { Deps } from '../../../platform/deps.ts';
import { type FieldFault, notFound } from '../../../platform/errors.ts';
import { page, seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { officeRoutes } from '../../../platform/http/routes-at.ts';
import { cleanText } from '../../../platform/forms/clean.ts';
import { readOrganisation } from '../../../platform/settings/organisation.ts';
import { isUuid } from '../../../platform/uuid.ts';
import { OFFICE_IMPORTS, officeImportPath, officeUploadPath } from '../addresses.ts';
import { undoImport } from '../commands/undo-import.ts';
import { keepUpload } from '../commands/uploads.ts';
import { FileFault } from '../import/csv-file.ts';
import { bytesInput } from '../import/file-bytes.ts';
import type { Finding } from '../import/file-findings.ts';
import { foresee } from '../import/foresee.ts';
import { MAX_UPLOAD_BYTES, stageList } from '../import/staged.ts';
import { ImportPage } from '../pages/office/import-one.tsx';
import { ImportsPage, LIST_KINDS, type ListKind } from '../pages/office/imports.tsx';
import { findImport, IMPORT_CURSOR, listImports, listUploads, madeBy } from '../queries/imports.ts';

export const IMPORT = 'officials.import';
const PER_PAGE = 30;
/** What an import made, on its page. */
const MOST_MADE = 100;

const { get, post } = officeRoutes(OFFICE_IMPORTS);

export function importRoutes(deps: Deps): RouteSpec[] {
  return [
    get('', IMPORT, 'Lists of people and institutions that were read in.', (ctx) => list(deps, ctx)),
    {
      ...post('', IMPORT, 'Send a list to be looked at before it is read in.', (ctx) => send(deps, ctx)),
      upload: { maxBytes: MAX_UPLOAD_BYTES },
    },
    get('/:import', IMPORT, 'One list that was read in, and what became of its rows.', (ctx) =>
      one(deps, ctx),
    ),
    post('/:import/deshacer', IMPORT, 'Take back all that a list brought in.', (ctx) => undo(deps, ctx)),
  ];
}

interface Sent {
  kind: ListKind;
  publisher: string;
}

function sentIn(ctx: Ctx): Sent {
  const field = (name: string) => cleanText(ctx.body.fields.get(name)?.[0] ?? '', false);
  return {
    kind: LIST_KINDS.find((kind) => kind === field('kind')) ?? 'person',
    publisher: field('publisher').slice(0, 300),
  };
}

async function list(deps: Deps, ctx: Ctx, again?: { values: Sent; faults: FieldFault[] }): Promise<Answer> {
  const { t, lang, query } = ctx;
  const { after } = readPageRequest(query, IMPORT_CURSOR);
  const [{ items, next }, uploads, { timeZone: zone }] = await Promise.all([
    listImports(deps.db, { after, limit: PER_PAGE }),
    listUploads(deps.db, deps.now()),
    readOrganisation(deps.db),
  ]);
  const body = ImportsPage({
    t,
    lang,
    zone,
    imports: items,
    uploads,
    most: MAX_UPLOAD_BYTES,
    values: again?.values ?? { kind: 'person', publisher: '' },
    faults: again?.faults ?? [],
    done: query.get('hecho') ?? undefined,
    firstHref: query.has('after') ? OFFICE_IMPORTS : undefined,
    nextHref: next && `${OFFICE_IMPORTS}?after=${next}`,
  });
  return page(body, { title: t('officials.imports.title'), ...(again && { status: 422 }) });
}

async function send(deps: Deps, ctx: Ctx): Promise<Answer> {
  const values = sentIn(ctx);
  const sent = ctx.body.files.get('file');
  const wrong = (message: string) => list(deps, ctx, { values, faults: [{ field: 'file', message }] });
  if (!sent) return await wrong(ctx.t('officials.imports.fault.no_file'));
  try {
    const { staged, sha256 } = await stageList(deps.db, values.kind, bytesInput(sent.filename, sent.bytes));
    const act = { actor: ctx.actor, now: deps.now() };
    const { publisher } = values;
    const seen = await foresee(deps, ctx.actor, staged, { name: sent.filename, sha256, publisher });
    const upload = { name: sent.filename, publisher, sha256, staged: seen };
    const id = await withTransaction(deps.db, (trx) => keepUpload(trx, act, deps.vault, upload));
    return seeOther(officeUploadPath(id));
  } catch (error) {
    if (!(error instanceof FileFault)) throw error;
    return await wrong(faultWords(ctx, error.finding));
  }
}

export function faultWords({ t }: Pick<Ctx, 't'>, { line, column, key, values }: Finding): string {
  const words = t(key, values);
  return line === 0
    ? words
    : t('officials.imports.fault.place', { line: String(line), column: String(Math.max(column, 1)), words });
}

async function one(deps: Deps, ctx: Ctx, faults: readonly FieldFault[] = []): Promise<Answer> {
  const id = ctx.params['import'];
  const row = isUuid(id) ? await findImport(deps.db, id) : undefined;
  if (!row) throw notFound();
  const [made, { timeZone: zone }] = await Promise.all([
    madeBy(deps.db, row.id, MOST_MADE + 1),
    readOrganisation(deps.db),
  ]);
  const body = ImportPage({
    t: ctx.t,
    lang: ctx.lang,
    zone,
    row,
    made: made.slice(0, MOST_MADE),
    more: made.length > MOST_MADE,
    faults,
    done: ctx.query.get('hecho') ?? undefined,
  });
  return page(body, { title: row.file_name, ...(faults.length > 0 && { status: 422 }) });
}

async function undo(deps: Deps, ctx: Ctx): Promise<Answer> {
  const id = ctx.params['import'];
  if (!isUuid(id)) throw notFound();
  const reason = cleanText(ctx.body.fields.get('reason')?.[0] ?? '', false).slice(0, 500);
  if (reason === '')
    return await one(deps, ctx, [{ field: 'reason', message: ctx.t('officials.imports.fault.no_reason') }]);
  const act = { actor: ctx.actor, now: deps.now(), reason };
  const done = await run(deps.db, (trx) => undoImport(trx, act, id));
  if (!done.ok && done.refused === 'not_found') throw notFound();
  const told = done.ok ? (done.stayed.length > 0 ? 'undone_but' : 'undone') : done.refused;
  return seeOther(`${officeImportPath(id)}?hecho=${told}`);
}
