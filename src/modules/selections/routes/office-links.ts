/** A row of a process that was linked to the record of somebody else: taken back, with the reason. */
import type { Trx } from '../../../platform/db/handles.ts';
import { type Act, run } from '../../../platform/db/outcome.ts';
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { fieldsOf } from '../../../platform/forms/field.ts';
import { readForm } from '../../../platform/forms/read.ts';
import { versionOf } from '../../../platform/forms/versions.ts';
import { page, seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { officeRoutes } from '../../../platform/http/routes-at.ts';
import type { MessageKey } from '../../../platform/i18n/translate.ts';
import type { FormState } from '../../../ui/controls/schema-form.tsx';
import { heldWords, personPath, whenWords } from '../../officials/index.ts';
import {
  OFFICE_SELECTIONS,
  officeCandidacyPath,
  officeCommissionPath,
  officeSelectionPath,
} from '../addresses.ts';
import type { DeskOutcome } from '../commands/desk.ts';
import type { RowTarget } from '../commands/desk-rows.ts';
import { undoCandidacyLink, undoHolderLink } from '../commands/undo-links.ts';
import { type LinkedPerson, LinkPage } from '../pages/office/link.tsx';
import { findRowLink, type RowLinkFound } from '../queries/office-links.ts';
import { LinkForm } from '../schemas/link-form.ts';
import { actOf, deskOf, selectionOf, WRITE } from './desk.ts';
import { todayOf } from './office-sources.ts';

const { get, post } = officeRoutes(OFFICE_SELECTIONS);

interface Linked {
  table: 'seat_holders' | 'candidacies';
  /** Of the place in the address. */
  place: string;
  home: (selection: string, id: string) => string;
  above: (selection: string) => string;
  aboveLabel: MessageKey;
  undo: (trx: Trx, act: Act, target: RowTarget & { id: string }) => Promise<DeskOutcome>;
}

const HOLDER: Linked = {
  table: 'seat_holders',
  place: 'holder',
  home: (selection, id) => officeCommissionPath(selection, 'integrantes', id),
  above: (selection) => officeCommissionPath(selection),
  aboveLabel: 'selections.office.commission',
  undo: undoHolderLink,
};

const CANDIDATE: Linked = {
  table: 'candidacies',
  place: 'candidacy',
  home: officeCandidacyPath,
  above: (selection) => officeSelectionPath(selection, 'aspirantes'),
  aboveLabel: 'selections.office.candidacies',
  undo: undoCandidacyLink,
};

export function officeLinkRoutes(deps: Deps): RouteSpec[] {
  const of = (path: string, what: string, linked: Linked): RouteSpec[] => [
    get(path, WRITE, `Asks before the link of ${what} to a record of Justiciapedia is undone.`, (ctx) =>
      show(deps, ctx, linked),
    ),
    post(path, WRITE, `Undo the link of ${what}, with what it said on that record and the reason.`, (ctx) =>
      undo(deps, ctx, linked),
    ),
  ];
  return [
    ...of('/:id/comision/integrantes/:holder/enlace', 'who holds a seat', HOLDER),
    ...of('/:id/aspirantes/:candidacy/enlace', 'a candidate', CANDIDATE),
  ];
}

async function found(deps: Deps, ctx: Ctx, { table, place }: Linked) {
  const row = await selectionOf(deps, ctx);
  const link = await findRowLink(deps.db, table, row.id, ctx.params[place] ?? '');
  if (!link) throw notFound();
  return { row, link };
}

/** Who it is linked to, by whoever found that it is them. */
export function linkedPerson({ linked, person }: RowLinkFound): LinkedPerson | undefined {
  if (!linked || !person) return undefined;
  return { name: person.name, href: person.isPublic ? personPath(person.slug) : undefined };
}

async function show(deps: Deps, ctx: Ctx, linked: Linked, typed?: FormState): Promise<Answer> {
  const { t, lang } = ctx;
  const { row, link } = await found(deps, ctx, linked);
  const home = linked.home(row.id, link.id);
  const body = LinkPage({
    desk: await deskOf(deps, ctx),
    row,
    between: [
      { href: linked.above(row.id), label: t(linked.aboveLabel) },
      { href: home, label: link.name },
    ],
    name: link.name,
    person: linkedPerson(link),
    said: link.said.map((one) =>
      [heldWords(one, t), whenWords({ t, lang }, one)].filter(Boolean).join(' · '),
    ),
    next: link.next,
    action: `${home}/enlace`,
    cancelHref: home,
    form: { fields: fieldsOf(LinkForm), state: typed ?? { values: new Map(), faults: [] } },
  });
  return page(body, { title: t('selections.link.title'), ...(typed && { status: 422 }) });
}

async function undo(deps: Deps, ctx: Ctx, linked: Linked): Promise<Answer> {
  const { t, body } = ctx;
  const { row, link } = await found(deps, ctx, linked);
  const form = readForm(LinkForm, body, t);
  if (!form.ok) return await show(deps, ctx, linked, { values: form.raw, faults: form.faults });
  const target: RowTarget & { id: string } = {
    selectionId: row.id,
    id: link.id,
    version: versionOf(body),
    today: await todayOf(deps, ctx),
  };
  const done = await run(deps.db, (trx) => linked.undo(trx, actOf(ctx, form.value.reason), target));
  if (done.ok) return seeOther(`${linked.home(row.id, link.id)}?hecho=link_undone`);
  if (done.refused === 'not_found') throw notFound();
  const message = t(`selections.refused.${done.refused}`);
  const faults = [{ field: done.field ?? '', message }];
  return await show(deps, ctx, linked, { values: form.raw, faults });
}
