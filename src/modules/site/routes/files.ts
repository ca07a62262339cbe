/** The library of files in the back office. */
import { allows } from '../../../platform/access/access.ts';
import { namesOf } from '../../accounts/index.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import { readPageRequest } from '../../../platform/db/page-by-key.ts';
import type { Deps } from '../../../platform/deps.ts';
import { AppError, type FieldFault, notFound } from '../../../platform/errors.ts';
import {
  deleteFile,
  describeFile,
  FILE_CURSOR,
  findLibraryFile,
  type LibraryFile,
  type LibraryFilter,
  listFiles,
} from '../../../platform/files/library.ts';
import { findPictures } from '../../../platform/files/pictures.ts';
import { usedByHistory, usesOf } from '../../../platform/files/uses.ts';
import { type RawValues, readForm } from '../../../platform/forms/read.ts';
import { json, page, seeOther } from '../../../platform/http/answers.ts';
import { toAppError } from '../../../platform/http/failures.ts';
import { officeRoutes } from '../../../platform/http/routes-at.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { readOrganisation } from '../../../platform/settings/organisation.ts';
import { forgetSettings, readSetting } from '../../../platform/settings/settings.ts';
import { BLANK, filled, type FormState } from '../../../ui/controls/schema-form.tsx';
import { FILES_STYLES, OFFICE_FILES } from '../addresses.ts';
import { saveFileSettings } from '../commands/file-settings.ts';
import { unusedFilesDays } from '../files-settings.ts';
import { FilePage } from '../pages/file.tsx';
import { type FilesAsked, FilesPage, FileSettingsPage, UploadPage } from '../pages/files.tsx';
import { DocumentForm, FileForm, FileSettingsForm } from '../schemas/files.ts';
import { altFaults, markdownOf, takeUpload, UPLOAD_MAX_BYTES } from './files-upload.ts';

// Who writes a text needs its pictures; what others' texts show is changed by few.
const ADD = 'site.add_files';
const MANAGE = 'site.manage_files';
const SETTINGS_POLICY = 'accounts.manage_organisation';
const PER_PAGE = 24;
const { get, post } = officeRoutes(OFFICE_FILES);

export function officeFileRoutes(deps: Deps): RouteSpec[] {
  const upload = { maxBytes: UPLOAD_MAX_BYTES };
  return [
    get('', ADD, 'The library of files.', (ctx) => showList(deps, ctx)),
    get('/elegir.json', ADD, 'Files to choose from, for the editor of texts.', (ctx) => choose(deps, ctx)),
    get('/nuevo', ADD, 'Form to send a file, with what may be sent.', (ctx) => showUpload(deps, ctx)),
    { ...post('/nuevo', ADD, 'Put a file into the library.', (ctx) => takeForm(deps, ctx)), upload },
    {
      ...post('/subir', ADD, 'Put a file into the library, for the editor of texts.', (ctx) =>
        uploadForEditor(deps, ctx),
      ),
      upload,
    },
    get('/ajustes', SETTINGS_POLICY, 'How long unused files stay.', (ctx) => showSettings(deps, ctx)),
    post('/ajustes', SETTINGS_POLICY, 'Decide how long unused files stay.', (ctx) => saveSettings(deps, ctx)),
    get('/:id', ADD, 'A file, its words, and who uses it.', (ctx) => showFile(deps, ctx)),
    post('/:id', MANAGE, 'Change the words of a file.', (ctx) => saveWords(deps, ctx)),
    post('/:id/borrar', MANAGE, 'Take a file away.', (ctx) => remove(deps, ctx)),
  ];
}

function askedOf(query: URLSearchParams): FilesAsked {
  return {
    tipo: query.get('tipo') ?? '',
    sin_uso: query.get('sin_uso') ?? '',
    q: (query.get('q') ?? '').slice(0, 100),
  };
}

const KINDS: Record<string, LibraryFilter['kind']> = { imagen: 'picture', documento: 'document' };

function filterOf(asked: FilesAsked): LibraryFilter {
  // A text that PostgreSQL can't hold is in no name.
  const words = asked.q.replaceAll('\0', '').trim();
  return { kind: KINDS[asked.tipo], unused: asked.sin_uso === 'si', words };
}

async function showList(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t, lang, query } = ctx;
  const asked = askedOf(query);
  const { after } = readPageRequest(query, FILE_CURSOR);
  const { items, next } = await listFiles(deps.db, filterOf(asked), { after, limit: PER_PAGE });
  const days = await readSetting(deps.db, unusedFilesDays);
  const { timeZone } = await readOrganisation(deps.db);
  const kept = new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== ''));
  const address = (more: Record<string, string>): string => {
    const all = new URLSearchParams([...kept, ...Object.entries(more)]).toString();
    return all ? `${OFFICE_FILES}?${all}` : OFFICE_FILES;
  };
  const body = FilesPage({
    t,
    lang,
    zone: timeZone,
    done: query.get('hecho') ?? undefined,
    files: items,
    asked,
    days,
    mayDecide: allows(ctx.actor, SETTINGS_POLICY),
    firstHref: after && address({}),
    nextHref: next && address({ after: next }),
  });
  return page(body, { title: t('site.files.title'), styles: [FILES_STYLES] });
}

async function choose(deps: Deps, ctx: Ctx): Promise<Answer> {
  const asked = askedOf(ctx.query);
  const { after } = readPageRequest(ctx.query, FILE_CURSOR);
  const { items, next } = await listFiles(deps.db, filterOf(asked), { after, limit: PER_PAGE });
  return json({ data: items.map(choiceOf), next: next ?? null });
}

function choiceOf(file: LibraryFile) {
  const { id, kind, name, href, thumbHref, alt, width, height } = file;
  return { id, kind, name, href, thumb: thumbHref, alt, width, height, markdown: markdownOf(file) };
}

async function showUpload(
  deps: Deps,
  ctx: Ctx,
  typed?: { raw: RawValues; faults: readonly FieldFault[] },
): Promise<Answer> {
  const { t } = ctx;
  const state: FormState = typed ? { values: typed.raw, faults: typed.faults } : BLANK;
  const days = await readSetting(deps.db, unusedFilesDays);
  const title = t('site.files.new');
  return page(UploadPage({ t, state, days }), { title, status: typed ? 422 : 200 });
}

async function takeForm(deps: Deps, ctx: Ctx): Promise<Answer> {
  const taken = await takeUpload(deps, ctx);
  if (!taken.ok) return showUpload(deps, ctx, taken);
  const { id, existed } = taken.kept;
  return seeOther(`${OFFICE_FILES}/${id}?hecho=${existed ? 'existed' : 'added'}`);
}

/** Answers in JSON whatever happens, so that the editor can say it where the picture was dropped. */
async function uploadForEditor(deps: Deps, ctx: Ctx): Promise<Answer> {
  try {
    const taken = await takeUpload(deps, ctx);
    if (!taken.ok) {
      const message = ctx.t('error.invalid');
      return json({ error: { code: 'invalid', message, fields: taken.faults } }, 422);
    }
    const { id, existed } = taken.kept;
    const file = await findLibraryFile(deps.db, id);
    if (!file) throw notFound();
    // A file that was there keeps its words; the text it is put into has its own.
    const markdown = markdownOf({ ...file, alt: taken.alt });
    return json({ ...choiceOf(file), alt: taken.alt, markdown, existed }, existed ? 200 : 201);
  } catch (error) {
    const { code, status } = toAppError(error);
    if (code === 'internal') throw error;
    return json({ error: { code, message: ctx.t(`error.${code}`) } }, status);
  }
}

async function showSettings(deps: Deps, ctx: Ctx, state?: FormState): Promise<Answer> {
  const { t } = ctx;
  const days = await readSetting(deps.db, unusedFilesDays);
  const body = FileSettingsPage({ t, state: state ?? filled({ days: String(days) }) });
  return page(body, { title: t('site.files.settings'), status: state ? 422 : 200 });
}

async function saveSettings(deps: Deps, ctx: Ctx): Promise<Answer> {
  const form = readForm(FileSettingsForm, ctx.body, ctx.t);
  if (!form.ok) return showSettings(deps, ctx, { values: form.raw, faults: form.faults });
  await withTransaction(deps.db, (trx) => saveFileSettings(trx, ctx, form.value.days));
  forgetSettings(deps.db);
  return seeOther(`${OFFICE_FILES}?hecho=settings`);
}

async function fileOf(deps: Deps, ctx: Ctx): Promise<LibraryFile> {
  const file = await findLibraryFile(deps.db, ctx.params['id'] ?? '');
  if (!file) throw notFound();
  return file;
}

async function showFile(
  deps: Deps,
  ctx: Ctx,
  typed?: { values: RawValues; faults: readonly FieldFault[] },
): Promise<Answer> {
  const { t, lang } = ctx;
  const file = await fileOf(deps, ctx);
  const uses = await usesOf(deps, deps.db, [file.id], t);
  const old = await usedByHistory(deps.db, [file.id]);
  const pictures = await findPictures(deps.db, [file.id]);
  const { timeZone } = await readOrganisation(deps.db);
  const stored = filled({
    alt: file.alt,
    credit: file.credit,
    decorative: file.decorative ? 'yes' : '',
    kept: file.kept ? 'yes' : '',
  });
  const body = FilePage({
    t,
    lang,
    zone: timeZone,
    done: ctx.query.get('hecho') ?? undefined,
    file,
    picture: pictures.get(file.id),
    uploadedBy: await nameOf(deps, file.uploadedBy),
    markdown: markdownOf(file),
    uses,
    isInHistory: old.size > 0,
    days: await readSetting(deps.db, unusedFilesDays),
    mayManage: allows(ctx.actor, MANAGE),
    state: typed ?? stored,
  });
  return page(body, { title: file.name, status: typed ? 422 : 200, styles: [FILES_STYLES] });
}

/** Of the member of staff who sent it; the program's own work has no name. */
async function nameOf(deps: Deps, ref: string): Promise<string | undefined> {
  const id = /^staff:(.+)$/.exec(ref)?.[1];
  return id === undefined ? undefined : (await namesOf(deps.db, deps, [id])).get(id);
}

async function saveWords(deps: Deps, ctx: Ctx): Promise<Answer> {
  const file = await fileOf(deps, ctx);
  const form = readForm(file.kind === 'picture' ? FileForm : DocumentForm, ctx.body, ctx.t);
  const faults = !form.ok ? form.faults : file.kind === 'picture' ? altFaults(ctx.t, form.value) : [];
  if (!form.ok || faults.length > 0) return showFile(deps, ctx, { values: form.raw, faults });
  const {
    alt = '',
    credit = '',
    kept = false,
  } = form.value as { alt?: string; credit?: string; kept?: boolean };
  const there = await withTransaction(deps.db, (trx) =>
    describeFile(trx, file.id, { alt, credit, kept }, ctx.actor),
  );
  if (!there) throw new AppError('gone');
  return seeOther(`${OFFICE_FILES}/${file.id}?hecho=described`);
}

async function remove(deps: Deps, ctx: Ctx): Promise<Answer> {
  const file = await fileOf(deps, ctx);
  const told = ctx.body.fields.get('told')?.[0] === 'yes';
  const done = await withTransaction(deps.db, (trx) =>
    deleteFile(trx, deps, file.id, { actor: ctx.actor, told }),
  );
  if (done === 'used') return seeOther(`${OFFICE_FILES}/${file.id}?hecho=used`);
  return seeOther(`${OFFICE_FILES}?hecho=deleted`);
}
