/** What the forms of projects and milestones hold, turned into what the commands take, and back. */
import type { Deps } from '../../../platform/deps.ts';
import type { FieldFault } from '../../../platform/errors.ts';
import { type FormField, fieldsOf, withOptions } from '../../../platform/forms/field.ts';
import { type RawValues, readForm } from '../../../platform/forms/read.ts';
import type { Ctx } from '../../../platform/http/route.ts';
import { plainDate } from '../../../platform/i18n/dates.ts';
import { isMessageKey } from '../../../platform/i18n/translate.ts';
import { readOrganisation } from '../../../platform/settings/organisation.ts';
import { isUuid } from '../../../platform/uuid.ts';
import { peopleBySlug } from '../../officials/index.ts';
import type { MilestoneInput } from '../commands/milestone.ts';
import type { ProjectInput } from '../commands/project.ts';
import { answersGiven, choosableInstitutions, shownPerson } from '../queries/choices.ts';
import { MilestoneForm, OURSELVES, ProjectForm } from '../schemas/forms.ts';

type Read<T> = { ok: true; input: T; raw: RawValues } | { ok: false; raw: RawValues; faults: FieldFault[] };

/** “12, n.º 15 y 20” → 12, 15, 20. */
export const numbersIn = (text: string): number[] => [
  ...new Set((text.match(/\d{1,9}/g) ?? []).map(Number).filter((number) => number > 0)),
];

/** Fields of a project, with what there is to choose from: answers only to these proposals. */
export async function projectFields(
  deps: Deps,
  { t, lang }: Pick<Ctx, 't' | 'lang'>,
  proposals: readonly number[],
): Promise<FormField[]> {
  const [responsible, answers] = await Promise.all([
    responsibleOptions(deps),
    proposals.length === 0 ? [] : answersGiven(deps.db, proposals),
  ]);
  return withOptions(fieldsOf(ProjectForm), {
    responsible,
    answer: answers.map((one) => ({
      value: one.id,
      label: { text: `${one.institution} · ${kindWords(t, one.kind)} · ${plainDate(one.on_date, lang)}` },
    })),
  });
}

function kindWords(t: Ctx['t'], kind: string): string {
  const key = `answers.kind.${kind}`;
  return isMessageKey(key) ? t(key) : kind;
}

export const milestoneFields = async (deps: Deps): Promise<FormField[]> =>
  withOptions(fieldsOf(MilestoneForm), { responsible: await responsibleOptions(deps) });

async function responsibleOptions({ db }: Pick<Deps, 'db'>) {
  const [{ name }, institutions] = await Promise.all([readOrganisation(db), choosableInstitutions(db)]);
  return [
    { value: OURSELVES, label: { text: name } },
    ...institutions.map((one) => ({ value: one.id, label: { text: one.name } })),
  ];
}

/** Undefined: the organisation itself; null: nobody whom everybody may read about. */
async function institutionIn(deps: Deps, value: string): Promise<string | null | undefined> {
  if (value === OURSELVES) return undefined;
  return (await choosableInstitutions(deps.db)).some(({ id }) => id === value) ? value : null;
}

export async function readProject(deps: Deps, ctx: Ctx): Promise<Read<ProjectInput>> {
  const { t } = ctx;
  const form = readForm(ProjectForm, ctx.body, t);
  if (!form.ok) return { ok: false, raw: form.raw, faults: form.faults };
  const { title, summary, results = '', answer, responsible, person } = form.value;
  const proposals = numbersIn(form.value.proposals);
  const [institutionId, personId] = await Promise.all([
    institutionIn(deps, responsible),
    person === undefined ? undefined : personIn(deps, person),
  ]);
  const faults: FieldFault[] = [
    ...(proposals.length === 0 ? [{ field: 'proposals', message: t('projects.refused.not_public') }] : []),
    ...(answer !== undefined && !isUuid(answer)
      ? [{ field: 'answer', message: t('projects.refused.other_answer') }]
      : []),
    ...(institutionId === null ? [{ field: 'responsible', message: t('projects.fault.responsible') }] : []),
    ...(personId === null ? [{ field: 'person', message: t('projects.fault.person') }] : []),
  ];
  if (faults.length > 0 || institutionId === null || personId === null)
    return { ok: false, raw: form.raw, faults };
  const input = { title, summary, results, proposals, answerId: answer, institutionId, personId };
  return { ok: true, raw: form.raw, input };
}

/** By the address of their page in Justiciapedia; null: nobody whom everybody may read about. */
async function personIn({ db }: Pick<Deps, 'db'>, address: string): Promise<string | null> {
  const slug = /([^/?#\s]+)\/?(?:[?#].*)?$/.exec(address.trim())?.[1] ?? '';
  const id = (await peopleBySlug(db, [slug])).get(slug);
  return (id && (await shownPerson(db, id))?.id) ?? null;
}

export async function readMilestone(deps: Deps, ctx: Ctx): Promise<Read<MilestoneInput>> {
  const form = readForm(MilestoneForm, ctx.body, ctx.t);
  if (!form.ok) return { ok: false, raw: form.raw, faults: form.faults };
  const { title, responsible, due_on } = form.value;
  const institutionId = await institutionIn(deps, responsible);
  if (institutionId === null) {
    const faults = [{ field: 'responsible', message: ctx.t('projects.fault.responsible') }];
    return { ok: false, raw: form.raw, faults };
  }
  return { ok: true, raw: form.raw, input: { title, institutionId, dueOn: Temporal.PlainDate.from(due_on) } };
}
