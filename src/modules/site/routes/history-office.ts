/** The past of a record in the back office, drafts too, and putting a version back. */
import { Type } from 'typebox';
import { allows } from '../../../platform/access/access.ts';
import { audit } from '../../../platform/audit/audit.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { Deps } from '../../../platform/deps.ts';
import { AppError, type FieldFault, notFound } from '../../../platform/errors.ts';
import { fieldsOf as formFields, ui } from '../../../platform/forms/field.ts';
import { type RawValues, readForm } from '../../../platform/forms/read.ts';
import { versionOf as basedOnOf } from '../../../platform/forms/versions.ts';
import { blankReason, blankVersion } from '../../../platform/history/history.ts';
import { OFFICE_HISTORY } from '../../../platform/history/paths.ts';
import type { HistorySource } from '../../../platform/history/source.ts';
import { contentOf, latestVersion, listVersions, type Version } from '../../../platform/history/versions.ts';
import { seeOther } from '../../../platform/http/answers.ts';
import { officeRoutes } from '../../../platform/http/routes-at.ts';
import type { Answer, RouteSpec } from '../../../platform/http/route.ts';
import { BlankPage, RestorePage } from '../pages/history-version.tsx';
import { canBlank, showVersion, withPast } from './history.ts';
import { comparison, dressed, fieldsOf, type Past, showList, versionOf } from './history-past.ts';

const RestoreForm = Type.Object({
  reason: Type.String({
    minLength: 1,
    maxLength: 300,
    ...ui({ control: 'text', label: 'site.history.reason', hint: 'site.history.reason_hint' }),
  }),
});

const BlankForm = Type.Object({
  sure: Type.Literal(
    true,
    ui({ control: 'checkbox', label: 'site.history.sure', missing: 'site.history.sure_missing' }),
  ),
});

const { get, post } = officeRoutes(OFFICE_HISTORY);
const ONE = '/:word/:id/:version';

// Beside these each record has a permission of its owner's: asked once it is known what kind of record it is.
const READ = 'site.read_versions';
const RESTORE = 'site.restore_versions';
const BLANK = 'site.blank_versions';

export function officeHistoryRoutes(deps: Deps): RouteSpec[] {
  return [
    get('/:word/:id', READ, 'The versions of a record, drafts too.', (ctx) =>
      withPast(deps, ctx, true, showList),
    ),
    get(ONE, READ, 'One version of a record, and what it changed.', (ctx) =>
      withPast(deps, ctx, true, showVersion),
    ),
    get(`${ONE}/restaurar`, RESTORE, 'Asks before a version is put back.', (ctx) =>
      withPast(deps, ctx, true, (past) => ask(past)),
    ),
    post(`${ONE}/restaurar`, RESTORE, 'Put a version back, as a new one, with the reason.', (ctx) =>
      withPast(deps, ctx, true, restore),
    ),
    get(`${ONE}/retirar`, BLANK, 'Asks before what a version said is taken back.', (ctx) =>
      withPast(deps, ctx, true, (past) => askBlank(past)),
    ),
    post(`${ONE}/retirar`, BLANK, 'Take back for good what a version said.', (ctx) =>
      withPast(deps, ctx, true, blank),
    ),
  ];
}

/** @throws forbidden, or not_found for what can't be restored: removed, or of a kind that has no way to */
function restorable(past: Past): NonNullable<HistorySource['restore']> {
  const { source, subject, ctx } = past;
  if (!source.restore || subject.removed) throw notFound();
  if (!allows(ctx.actor, source.restore.policy)) throw new AppError('forbidden');
  return source.restore;
}

async function ask(
  past: Past,
  typed?: { values: RawValues; faults: readonly FieldFault[] },
): Promise<Answer> {
  const { deps, record, listHref, t } = past;
  const { note } = restorable(past);
  const version = await versionOf(past);
  const [latest] = await listVersions(deps.db, record, undefined, { limit: 1 });
  if (!latest) throw notFound();
  const here = `${listHref}/${version.id}`;
  const body = RestorePage({
    past,
    comparison: comparison(past, latest, version),
    note: note && t(note),
    action: `${here}/restaurar`,
    cancelHref: here,
    form: {
      fields: formFields(RestoreForm),
      // Drawn anew after a refusal it stands on what is there by then, and shows the difference to that.
      state: { values: new Map(), faults: [], ...typed, version: latest.id },
    },
  });
  return dressed(past, body, typed ? 422 : 200);
}

/** @throws not_found for what can't be taken back: what is in force, and what was taken back already */
async function blankable(past: Past): Promise<{ version: Version; what: 'all' | 'reason' }> {
  const version = await versionOf(past);
  const [latest] = await listVersions(past.deps.db, past.record, undefined, { limit: 1 });
  const what = canBlank(past, version, latest);
  if (what === undefined) throw notFound();
  return { version, what };
}

async function askBlank(past: Past, faults: readonly FieldFault[] = []): Promise<Answer> {
  const { version, what } = await blankable(past);
  const href = `${past.listHref}/${version.id}`;
  const form = { fields: formFields(BlankForm), state: { values: new Map(), faults } };
  const body = BlankPage({ past, what, action: `${href}/retirar`, cancelHref: href, form });
  return dressed(past, body, faults.length > 0 ? 422 : 200);
}

async function blank(past: Past): Promise<Answer> {
  const { deps, ctx, record } = past;
  const { version, what } = await blankable(past);
  const read = readForm(BlankForm, ctx.body, past.t);
  if (!read.ok) return askBlank(past, read.faults);
  await withTransaction(deps.db, async (trx) => {
    await (what === 'all' ? blankVersion : blankReason)(trx, record, version.id);
    const detail = { version: version.id, what };
    await audit(trx, { actor: ctx.actor, action: 'site.version_blanked', subject: record, detail });
  });
  return seeOther(`${past.listHref}/${version.id}`);
}

async function restore(past: Past): Promise<Answer> {
  const { deps, ctx, record, listHref, t } = past;
  const { run } = restorable(past);
  const version = await versionOf(past);
  const read = readForm(RestoreForm, ctx.body, t);
  if (!read.ok) return ask(past, { values: read.raw, faults: read.faults });
  const again = (message: string) => ask(past, { values: read.raw, faults: [{ field: '', message }] });
  const content = contentOf(version);
  if (fieldsOf(past, version).length === 0) return again(t('site.history.blank'));
  const done = await run(
    deps,
    { actor: ctx.actor, now: ctx.now, t, reason: read.value.reason, basedOn: basedOnOf(ctx.body) },
    { id: record.id, content },
  );
  if (done.ok) return seeOther(`${listHref}/${await latestVersion(deps.db, record)}`);
  if ('why' in done) return again(done.why);
  if (done.refused === 'not_found') throw notFound();
  return again(t('site.history.changed'));
}
