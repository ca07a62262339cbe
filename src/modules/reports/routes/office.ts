/** The report of an edition in the back office: numbers, words, preview, publication. */
import { allows } from '../../../platform/access/access.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { type RawValues, readForm, rawOf } from '../../../platform/forms/read.ts';
import { seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { versionOf } from '../../../platform/forms/versions.ts';
import { countAttendance } from '../../attendance/index.ts';
import {
  type EditionDesk,
  editionDesk,
  editionHref,
  listSessions,
  officeGet,
  officePage,
  officePost,
} from '../../events/index.ts';
import { surveySummary } from '../../surveys/index.ts';
import { TAB } from '../addresses.ts';
import { countFreely } from '../commands/figures.ts';
import { askForFigures, publishReport, saveReport, withdrawReport } from '../commands/report.ts';
import { OfficeReport } from '../pages/office.tsx';
import { Preview, WriteReport } from '../pages/office-forms.tsx';
import { findFigures, findReport, listReportHistory, type ReportRow } from '../queries/reports.ts';
import { publicFigures } from '../rules/figures.ts';
import { ReportForm } from '../schemas/report.ts';
import { LICENCES, SECTIONS } from '../tables.ts';
import { findFields, findParts, wordsOf } from './found.ts';

const HISTORY = 20;

export function officeReportRoutes(deps: Deps): RouteSpec[] {
  const at = (rest = '') => `/:slug/${TAB}${rest}`;
  return [
    officeGet(at(), 'reports.read', 'An edition in exact numbers, and its report.', (ctx) => show(deps, ctx)),
    officePost(at('/contar'), 'reports.read', 'Count the sealed answers in the background.', (ctx) =>
      count(deps, ctx),
    ),
    officeGet(at('/redactar'), 'reports.publish', 'Form of the report.', (ctx) => writeForm(deps, ctx)),
    officePost(at('/redactar'), 'reports.publish', 'Save the draft of the report.', (ctx) =>
      write(deps, ctx),
    ),
    officeGet(at('/vista-previa'), 'reports.read', 'The report as it would be read.', (ctx) =>
      preview(deps, ctx),
    ),
    officePost(at('/publicar'), 'reports.publish', 'Publish the report with new numbers.', (ctx) =>
      act(deps, ctx, publishReport, 'report_publishing', 'report_words'),
    ),
    officePost(at('/retirar'), 'reports.publish', 'Take the report back.', (ctx) =>
      act(deps, ctx, withdrawReport, 'report_withdrawn', ''),
    ),
  ];
}

const hrefOf = ({ edition }: EditionDesk, done: string): string =>
  editionHref(edition, TAB) + (done ? `?hecho=${done}` : '');

async function show(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { db } = deps;
  const desk = await editionDesk(deps, ctx);
  const { id, timezone } = desk.edition;
  const [report, kept, sessions, fields, history] = await Promise.all([
    findReport(db, id),
    findFigures(db, id),
    listSessions(db, id),
    findFields(db, id),
    listReportHistory(db, id, HISTORY),
  ]);
  const figures = kept?.final
    ? kept.figures
    : await countFreely(db, id, timezone, await countAttendance(db, id));
  const body = OfficeReport({
    desk,
    mayPublish: allows(ctx.actor, 'reports.publish'),
    report,
    figures,
    answers: kept?.figures.answers,
    countedAt: kept?.taken_at,
    final: kept?.final ?? false,
    sessions,
    fields,
    history,
  });
  return officePage(ctx.t('reports.tab'), body);
}

async function count(deps: Deps, ctx: Ctx): Promise<Answer> {
  const desk = await editionDesk(deps, ctx);
  await withTransaction(deps.db, (trx) => askForFigures(trx, desk.edition.id));
  return seeOther(hrefOf(desk, 'report_counting'));
}

type Command = (
  trx: Trx,
  act: { actor: Ctx['actor']; now: Temporal.Instant },
  eventId: string,
) => Promise<boolean>;

async function act(deps: Deps, ctx: Ctx, command: Command, done: string, not: string): Promise<Answer> {
  const desk = await editionDesk(deps, ctx);
  const ok = await withTransaction(deps.db, (trx) =>
    command(trx, { actor: ctx.actor, now: ctx.now }, desk.edition.id),
  );
  return seeOther(hrefOf(desk, ok ? done : not));
}

function rawOfReport(report: ReportRow | undefined): RawValues {
  return rawOf({
    words_es: report?.words_es ?? '',
    words_en: report?.words_en ?? '',
    sections: report?.sections ?? SECTIONS,
    licence: report?.licence ?? LICENCES[0],
  });
}

async function writeForm(deps: Deps, ctx: Ctx): Promise<Answer> {
  const desk = await editionDesk(deps, ctx);
  const report = await findReport(deps.db, desk.edition.id);
  const state = { values: rawOfReport(report), faults: [], version: report?.version ?? 0 };
  return officePage(ctx.t('reports.form.title'), WriteReport({ desk, state }));
}

async function write(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t } = ctx;
  const desk = await editionDesk(deps, ctx);
  const title = t('reports.form.title');
  const version = versionOf(ctx.body);
  const form = readForm(ReportForm, ctx.body, t);
  if (!form.ok)
    return officePage(
      title,
      WriteReport({ desk, state: { values: form.raw, faults: form.faults, version } }),
      422,
    );
  const { words_es: wordsEs, words_en: wordsEn = '', sections, licence } = form.value;
  const input = { wordsEs, wordsEn, sections, licence, version };
  const saved = await withTransaction(deps.db, (trx) =>
    saveReport(trx, { actor: ctx.actor, now: ctx.now }, desk.edition.id, input),
  );
  if (saved) return seeOther(hrefOf(desk, 'report'));
  const now = await findReport(deps.db, desk.edition.id);
  const faults = [{ field: '', message: t('reports.form.changed') }];
  const state = { values: form.raw, faults, version: now?.version ?? 0 };
  return officePage(title, WriteReport({ desk, state }), 422);
}

async function preview(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { db } = deps;
  const { t, lang } = ctx;
  const desk = await editionDesk(deps, ctx);
  const { edition } = desk;
  const [report, kept] = await Promise.all([findReport(db, edition.id), findFigures(db, edition.id)]);
  if (!report) throw notFound();
  const title = t('reports.office.preview');
  if (!kept) return officePage(title, Preview({ desk, preview: undefined }));
  const survey = await surveySummary(db, edition.id);
  const figures = {
    ...publicFigures(kept.figures, { hybrid: edition.mode === 'hybrid' }),
    ...(survey && { survey }),
  };
  const { sections, licence } = report;
  const parts = await findParts(deps, edition);
  const shown = {
    t,
    lang,
    edition,
    ...wordsOf(report, lang),
    sections,
    licence,
    figures,
    publishedAt: undefined,
  };
  return officePage(
    title,
    Preview({ desk, preview: { countedAt: kept.taken_at, report: { ...shown, ...parts } } }),
  );
}
