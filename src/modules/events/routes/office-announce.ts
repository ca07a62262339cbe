/** Publishing, hiding, postponing, resuming and cancelling an edition; and what was done with it so far. */
import type { TObject } from 'typebox';
import { pageOf } from '../../../platform/db/page-by-key.ts';
import type { Deps } from '../../../platform/deps.ts';
import { AppError, type FieldFault } from '../../../platform/errors.ts';
import { fieldsOf } from '../../../platform/forms/field.ts';
import { type RawValues, readForm } from '../../../platform/forms/read.ts';
import { versionIdOf } from '../../../platform/history/versions.ts';
import { seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { run } from '../../../platform/db/outcome.ts';
import { cancelEdition, postponeEdition, resumeEdition } from '../commands/announce.ts';
import { publishEdition, unpublishEdition } from '../commands/editions.ts';
import type { Outcome } from '../commands/inputs.ts';
import { editionVersions } from '../history/edition-versions.ts';
import { Announce, type Announcing } from '../pages/office/edition-pages.tsx';
import { editionHref } from '../pages/office/frame.tsx';
import { HistoryPage } from '../pages/office/history.tsx';
import { listEditionHistory } from '../queries/edition-history.ts';
import { countTold } from '../queries/told.ts';
import { NoteForm, PostponeForm, ResumeForm } from '../schemas/office-announce.ts';
import { actOf, editionDesk, faultOfRefusal, officePage, get, post } from './office-desk.ts';
import { WallTimes } from './office-edition-input.ts';

const PER_HISTORY = 25;

const FORMS = { aplazar: PostponeForm, reanudar: ResumeForm, cancelar: NoteForm } as const satisfies Record<
  Announcing,
  TObject
>;

const VERBS = { aplazar: 'Postpone', reanudar: 'Resume', cancelar: 'Cancel' } as const;
const DONE = { aplazar: 'postponed', reanudar: 'resumed', cancelar: 'cancelled' } as const;

export function officeAnnounceRoutes(deps: Deps): RouteSpec[] {
  const announcements = (['aplazar', 'reanudar', 'cancelar'] as const).flatMap((what) => [
    get(
      `/:slug/${what}`,
      'events.publish',
      `${VERBS[what]} an edition: asks, and says how many are told.`,
      (ctx) => ask(deps, ctx, what),
    ),
    post(`/:slug/${what}`, 'events.publish', `${VERBS[what]} an edition.`, (ctx) =>
      announce(deps, ctx, what),
    ),
  ]);
  return [
    post('/:slug/publicar', 'events.publish', 'Make an edition public.', (ctx) =>
      setVisible(deps, ctx, true),
    ),
    post('/:slug/ocultar', 'events.publish', 'Take an edition from the public.', (ctx) =>
      setVisible(deps, ctx, false),
    ),
    ...announcements,
    get('/:slug/historial', 'events.read_drafts', 'What was changed, by whom and why.', (ctx) =>
      history(deps, ctx),
    ),
  ];
}

async function setVisible(deps: Deps, ctx: Ctx, visible: boolean): Promise<Answer> {
  const { edition } = await editionDesk(deps, ctx);
  const command = visible ? publishEdition : unpublishEdition;
  const outcome = await run(deps.db, (trx) => command(trx, actOf(ctx), edition.id));
  const done = visible ? 'published' : 'unpublished';
  // Pressed twice it stays what it is.
  if (outcome.ok || outcome.refused === 'not_now') return seeOther(`${editionHref(edition)}?hecho=${done}`);
  if (outcome.refused === 'in_use') return seeOther(`${editionHref(edition)}?hecho=in_use`);
  throw new AppError('conflict');
}

async function ask(
  deps: Deps,
  ctx: Ctx,
  what: Announcing,
  typed?: { values: RawValues; faults: readonly FieldFault[] },
): Promise<Answer> {
  const desk = await editionDesk(deps, ctx);
  // Nobody is told of what the public never saw.
  const told = desk.edition.visibility === 'draft' ? 0 : await countTold(deps.db, desk.edition.id);
  const values = new Map(what === 'aplazar' ? [['dates', ['open']]] : []);
  const state = { fields: fieldsOf(FORMS[what]), values, faults: [], ...typed };
  const title = ctx.t(
    `events.office.${({ aplazar: 'postpone', reanudar: 'resume', cancelar: 'cancel' } as const)[what]}.title`,
  );
  return officePage(title, Announce({ desk, what, state, told }), typed ? 422 : 200);
}

async function announce(deps: Deps, ctx: Ctx, what: Announcing): Promise<Answer> {
  const desk = await editionDesk(deps, ctx);
  const { edition } = desk;
  const read = readForm(FORMS[what], ctx.body, ctx.t);
  const again = (faults: readonly FieldFault[]) => ask(deps, ctx, what, { values: read.raw, faults });
  if (!read.ok) return again(read.faults);
  const form = read.value as { note: string; starts?: string };
  const times = new WallTimes(edition.timezone, ctx.t);
  const startsAt = times.at('starts', form.starts);
  if (times.faults.length > 0) return again(times.faults);
  const outcome = await run(deps.db, async (trx): Promise<Outcome> => {
    const { note } = form;
    const act = actOf(ctx);
    if (what === 'cancelar') return cancelEdition(trx, act, edition.id, { note });
    if (what === 'aplazar') {
      const postponed = await postponeEdition(trx, act, edition.id, { note });
      // To new dates: put off and announced anew at once; those registered get one mail, with the new dates.
      if (!postponed.ok || !startsAt) return postponed;
    }
    return resumeEdition(trx, act, edition.id, { note, ...(startsAt && { startsAt }) });
  });
  if (outcome.ok) return seeOther(`${editionHref(edition)}?hecho=${DONE[what]}`);
  return again([faultOfRefusal(outcome, ctx.t, fieldsOf(FORMS[what]))]);
}

async function history(deps: Deps, ctx: Ctx): Promise<Answer> {
  const desk = await editionDesk(deps, ctx);
  const { t, lang } = ctx;
  const { id, timezone: zone } = desk.edition;
  const known = versionIdOf(ctx.query.get('antes'));
  const rows = await listEditionHistory(deps.db, id, undefined, { before: known, limit: PER_HISTORY + 1 });
  const { items, next } = pageOf(rows, PER_HISTORY, (row) => String(row.id));
  const href = editionHref(desk.edition, 'historial');
  const body = HistoryPage({
    desk,
    entries: editionVersions(items, { t, lang, zone, office: true }),
    firstHref: known === undefined ? undefined : href,
    nextHref: next && `${href}?antes=${next}`,
  });
  return officePage(ctx.t('events.office.tab.history'), body);
}
