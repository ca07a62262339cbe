/** What the back-office routes of institutions share: who is at the desk, which institution, which sources. */
import type { Act } from '../../../platform/db/outcome.ts';
import type { Deps } from '../../../platform/deps.ts';
import type { FieldFault } from '../../../platform/errors.ts';
import { notFound } from '../../../platform/errors.ts';
import { page, seeOther } from '../../../platform/http/answers.ts';
import { officeRoutes } from '../../../platform/http/routes-at.ts';
import type { Answer, Ctx } from '../../../platform/http/route.ts';
import { readOrganisation } from '../../../platform/settings/organisation.ts';
import { findSource, listSources } from '../../../platform/sources/queries.ts';
import type { VNode } from 'preact';
import { OFFICE_INSTITUTIONS, officeInstitutionPath } from '../addresses.ts';
import type { InstitutionRefusal } from '../commands/institution-context.ts';
import type { Place } from '../commands/statements.ts';
import type { Desk } from '../pages/office/institution-frame.tsx';
import { SourceChoice } from '../pages/office/source-choice.tsx';
import { INSTITUTION_STYLES } from '../pages/org-chart.tsx';
import { findOfficeInstitution, type OfficeInstitution } from '../queries/office-institutions.ts';
import type { Statement } from '../queries/statements.ts';

export const WRITE = 'officials.write';

export const { get, post } = officeRoutes(OFFICE_INSTITUTIONS);

export async function deskOf(deps: Deps, { t, lang, query }: Ctx): Promise<Desk> {
  const { timeZone: zone } = await readOrganisation(deps.db);
  return { t, lang, zone, done: query.get('hecho') ?? undefined };
}

/** @throws not_found */
export async function institutionOf(deps: Deps, ctx: Ctx): Promise<OfficeInstitution> {
  const row = await findOfficeInstitution(deps.db, ctx.params['id'] ?? '');
  if (!row) throw notFound();
  return row;
}

export function actOf({ actor, now }: Ctx, reason?: string): Act {
  return { actor, now, ...(reason && { reason }) };
}

export function officePage(title: string, body: VNode, status = 200): Answer {
  return page(body, { title, styles: [INSTITUTION_STYLES], status });
}

/** Back to where one was, with what was done or why not. @throws not_found where there is nothing any more */
export function back(id: string, code: string, below?: string): Answer {
  if (code === 'not_found') throw notFound();
  return seeOther(`${officeInstitutionPath(id, below)}?hecho=${code}`);
}

/** The refusal of a command as faults of the form; none where it is about nothing that was typed. */
export function faultsOf(
  { t }: Pick<Ctx, 't'>,
  { refused, field }: { refused: InstitutionRefusal; field?: string },
): FieldFault[] {
  const names: Readonly<Record<string, string>> = { parent: 'institution', reason: 'why', name: 'text' };
  return field === undefined
    ? []
    : [{ field: names[field] ?? field, message: t(`officials.refused.${refused}`) }];
}

const MOST_FOUND = 10;
const LONGEST = 200;

export interface Sources {
  /** Of the form's select. */
  options: { value: string; label: { text: string } }[];
  /** The way to another one. */
  choice: VNode;
  /** Asked for in the address. */
  chosen: string;
}

/**
 * The sources to choose from: those of the institution, the one asked for, and the way to all others.
 * @param here the page of the form
 */
export async function sourcesFor(
  deps: Deps,
  { t, lang, query, body }: Ctx,
  {
    here,
    kept,
    statements,
  }: { here: string; kept: Record<string, string>; statements: readonly Pick<Statement, 'source'>[] },
): Promise<Sources> {
  const asked = (query.get('buscar') ?? '').replaceAll('\0', '').trim().slice(0, LONGEST);
  // What was chosen and sent is among the choices again when something else was wrong.
  const wanted = query.get('fuente') ?? body.fields.get('source')?.[0] ?? '';
  const [chosen, found] = await Promise.all([
    wanted === '' ? undefined : findSource(deps.db, wanted),
    asked === ''
      ? undefined
      : listSources(deps.db, { words: asked }, { after: undefined, limit: MOST_FOUND }),
  ]);
  const known = new Map(statements.flatMap(({ source }) => (source ? [[source.id, source.title]] : [])));
  if (chosen) known.set(chosen.id, chosen.title);
  return {
    options: [...known].map(([value, text]) => ({ value, label: { text } })),
    chosen: chosen?.id ?? '',
    choice: SourceChoice({ t, lang, here, kept, asked, found: found?.items }),
  };
}

/** Where something is said, as a form has it; undefined: it has no source yet. */
export function placeIn(value: { source?: string; page?: string; passage?: string }): Place | undefined {
  const { source = '', page: place = '', passage = '' } = value;
  return source === '' ? undefined : { sourceId: source, page: place, passage };
}
