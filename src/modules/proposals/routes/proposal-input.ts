/** Between the forms and what is sealed. */
import type { FieldFault } from '../../../platform/errors.ts';
import { type FormResult, type RawValues, rawOf, readForm } from '../../../platform/forms/read.ts';
import type { Submission } from '../../../platform/http/route.ts';
import type { Translate } from '../../../platform/i18n/translate.ts';
import type { Change } from '../commands/own.ts';
import { categoryOf, departmentOf } from '../known-names.ts';
import { splitNames } from '../rules/names.ts';
import { ChangeForm, ProposalForm, type ProposalInput } from '../schemas/proposal.ts';
import type { Authors, ProposalText } from '../sealed.ts';
import type { Visibility } from '../tables.ts';

export type Reading =
  | { ok: true; value: Change & { email: string | undefined }; raw: RawValues }
  | { ok: false; faults: FieldFault[]; raw: RawValues };

/** What is in no group of the form, by who sends it. */
export type Purpose = 'send' | 'change';

export function readProposal(purpose: Purpose, submission: Submission, t: Translate): Reading {
  const result: FormResult<typeof ProposalForm> | FormResult<typeof ChangeForm> =
    purpose === 'send' ? readForm(ProposalForm, submission, t) : readForm(ChangeForm, submission, t);
  if (!result.ok) return result;
  const input: Omit<ProposalInput, 'accept'> = result.value;
  const category = categoryOf(input.category);
  const department = input.department === undefined ? '' : departmentOf(input.department);
  const visibility = input.visibility ?? 'reserved';
  const names = splitNames(input.authors ?? '');
  const faults: FieldFault[] = [];
  if (category === undefined)
    faults.push({ field: 'category', message: t('proposals.form.category.unknown') });
  if (department === undefined)
    faults.push({ field: 'department', message: t('proposals.form.department.unknown') });
  // There would be nothing to put under it.
  if (visibility === 'name' && names.length === 0)
    faults.push({ field: 'authors', message: t('proposals.form.authors.missing') });
  if (category === undefined || department === undefined || faults.length > 0)
    return { ok: false, faults, raw: result.raw };
  const { title, problem, affected = '', summary, organization, from_event: fromEvent = false } = input;
  return {
    ok: true,
    raw: result.raw,
    value: {
      text: { title, problem, affected, summary },
      authors: { names, ...(organization && { organization }) },
      visibility,
      category,
      department,
      fromEvent,
      email: input.email,
    },
  };
}

/** What is kept, as the form's fields, to change it. */
export function proposalRaw(
  row: { category: string; department: string; from_event: boolean; visibility: Visibility; version: number },
  text: ProposalText,
  authors: Authors | undefined,
): RawValues {
  return rawOf({
    ...text,
    category: row.category,
    department: row.department,
    from_event: row.from_event,
    authors: authors?.names.join('\n') ?? '',
    organization: authors?.organization ?? '',
    visibility: row.visibility,
    version: String(row.version),
  });
}
