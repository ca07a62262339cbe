/** The form with which something is said of an institution or post: its fields, and what was typed as a fact. */
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { fieldsOf, type FormField, withOptions } from '../../../platform/forms/field.ts';
import { readForm } from '../../../platform/forms/read.ts';
import type { Ctx } from '../../../platform/http/route.ts';
import type { FormState } from '../../../ui/controls/schema-form.tsx';
import { dateValueOf } from '../import/printed-date-value.ts';
import { INSTITUTION, LAW_TEXT } from '../kinds.ts';
import { listPosts, type ShownPost } from '../queries/institutions.ts';
import { institutionsToChoose, type OfficeInstitution } from '../queries/office-institutions.ts';
import { type Statement, statementsOf } from '../queries/statements.ts';
import { InstitutionFactForm, PostFactForm } from '../schemas/institution-forms.ts';
import { propertyOf, type StatementValue } from '../schemas/properties.ts';
import { institutionOf, placeIn } from './institution-desk.ts';
import { lawsFor } from './law-choice.ts';

/** About what: the institution, or one of its posts. */
export interface Subject {
  row: OfficeInstitution;
  post: ShownPost | undefined;
  statements: Statement[];
}

/** @throws not_found for a post of another institution */
export async function subjectOf(deps: Deps, ctx: Ctx, postId: string): Promise<Subject> {
  const row = await institutionOf(deps, ctx);
  const posts = await listPosts(deps.db, row.id);
  const own = posts.find(({ id }) => id === postId);
  if (postId !== '' && !own) throw notFound();
  const statements = await statementsOf(deps.db, [row.id, ...posts.map(({ id }) => id)], { office: true });
  return { row, post: own, statements };
}

const formOf = ({ post: own }: Pick<Subject, 'post'>) => (own ? PostFactForm : InstitutionFactForm);

export async function fieldsFor(
  deps: Deps,
  subject: Subject,
  sources: FormOptions,
  laws: FormOptions,
): Promise<FormField[]> {
  const institutions = subject.post ? [] : await institutionsToChoose(deps.db, subject.row.id);
  return withOptions(fieldsOf(formOf(subject)), {
    source: sources,
    law: laws,
    institution: institutions.map(({ id, name }) => ({ value: id, label: { text: name } })),
  });
}

type FormOptions = { value: string; label: { text: string } }[];

/** The form as a fact, or as it was typed with what is wrong. */
export type ReadFact =
  | {
      ok: true;
      property: string;
      value: StatementValue;
      said: { starts?: string; ends?: string; place: ReturnType<typeof placeIn> };
      why: string | undefined;
      state: FormState;
    }
  | { ok: false; state: FormState };

/** The form as a fact: an address for a link, an institution for what names one. */
export async function readFact(deps: Deps, ctx: Ctx, subject: Subject): Promise<ReadFact> {
  const form = readForm(InstitutionFactForm, ctx.body, ctx.t);
  const read = subject.post ? readForm(PostFactForm, ctx.body, ctx.t) : form;
  const state: FormState = { values: read.raw, faults: read.ok ? [] : read.faults };
  if (!read.ok) return { ok: false, state };
  const { property, text, starts, ends, why } = read.value;
  const wrong = (field: string): ReadFact => ({
    ok: false,
    state: { ...state, faults: [{ field, message: ctx.t('officials.refused.bad_value') }] },
  });
  const more: Chosen = form.ok && !subject.post ? form.value : {};
  const value = await valueOf(deps, ctx, subject, property, text, more);
  if ('wrong' in value) return wrong(value.wrong);
  const said = { ...(starts && { starts }), ...(ends && { ends }), place: placeIn(read.value) };
  return { ok: true, property, value, said, why, state };
}

interface Chosen {
  href?: string;
  institution?: string;
  law?: string;
}

/** @returns what is said, as its property has it; or the field that is wrong */
async function valueOf(
  deps: Deps,
  ctx: Ctx,
  { row, post: own }: Subject,
  property: string,
  text: string,
  more: Chosen,
): Promise<StatementValue | { wrong: string }> {
  switch (propertyOf(own ? 'post' : INSTITUTION, property)?.value) {
    case 'link':
      return more.href ? { text: text.slice(0, 300), href: more.href } : { wrong: 'href' };
    case 'date':
      return dateValueOf(text.replaceAll(/\s+/gu, ' ').slice(0, 300)).value;
    case 'ref': {
      const isLaw = property === 'law';
      const choices = isLaw
        ? (await lawsFor(deps, ctx, [])).options.map(({ value }) => value)
        : (await institutionsToChoose(deps.db, row.id)).map(({ id }) => id);
      const id = choices.find((one) => one === (isLaw ? more.law : more.institution));
      if (id === undefined) return { wrong: isLaw ? 'law' : 'institution' };
      return { text: text.slice(0, 500), kind: isLaw ? LAW_TEXT : INSTITUTION, id };
    }
    default:
      return { text };
  }
}
