/** What the routes of the module share. */
import type { Deps } from '../../../platform/deps.ts';
import type { Act } from '../../../platform/db/outcome.ts';
import type { FieldFault } from '../../../platform/errors.ts';
import type { Ctx } from '../../../platform/http/route.ts';
import { readOrganisation } from '../../../platform/settings/organisation.ts';
import { say } from '../../../platform/i18n/words.ts';
import type { FormField } from '../../../platform/forms/field.ts';
import type { FormState } from '../../../ui/controls/schema-form.tsx';
import type { Result } from '../commands/context.ts';
import type { Listed } from '../pages/list.tsx';
import type { Difference } from '../pages/office/changed.tsx';
import type { Reader } from '../pages/words.ts';
import { type ProjectRow, proposalsOf, stepsOf } from '../queries/projects.ts';
import { standingOf } from '../rules/standing.ts';

export const actOf = ({ actor, now }: Pick<Ctx, 'actor' | 'now'>): Act => ({ actor, now });

export async function readerOf(deps: Deps, { t, lang, now }: Ctx): Promise<Reader> {
  const { timeZone: zone, name: organisation } = await readOrganisation(deps.db);
  return { t, lang, zone, organisation, today: now.toZonedDateTimeISO(zone).toPlainDate() };
}

/** How far each of these projects is, and of which proposals it comes. Two queries. */
export async function listed(
  { db }: Pick<Deps, 'db'>,
  projects: readonly ProjectRow[],
  today: Temporal.PlainDate,
): Promise<Listed[]> {
  const ids = projects.map(({ id }) => id);
  const [steps, proposals] = await Promise.all([stepsOf(db, ids), proposalsOf(db, ids)]);
  return projects.map((project) => ({
    project,
    stood: standingOf(steps.get(project.id) ?? [], { stopped: project.stopped_reason !== '', today }),
    proposals: proposals.get(project.id) ?? [],
  }));
}

/** Why what was typed was refused, at the field that it is about; undefined: it was taken, or there is no such record. */
export function faultsOf(t: Ctx['t'], result: Result): FieldFault[] | undefined {
  if (result.ok || result.refused === 'not_found') return undefined;
  return [{ field: result.field ?? '', message: t(`projects.refused.${result.refused}`) }];
}

/** Where what is stored now is not what was typed. */
export function differences(
  fields: readonly FormField[],
  stored: FormState,
  typed: FormState,
  t: Ctx['t'],
): Difference[] {
  const valueOf = (state: FormState, name: string): string => (state.values.get(name)?.[0] ?? '').trim();
  return fields.flatMap(({ name, ui }) => {
    const now = valueOf(stored, name);
    if (!ui || now === valueOf(typed, name)) return [];
    const option = ui.options?.find(({ value }) => value === now);
    return [{ label: say(ui.label, t), now: option ? say(option.label, t) : now }];
  });
}
