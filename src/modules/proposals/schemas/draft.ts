/** The form of a draft: the fields of a proposal, of which each may be empty. */
import Type, { type Static, type TSchema } from 'typebox';
import type { FieldUi } from '../../../platform/forms/field.ts';
import { AUTHOR_FIELDS, EMAIL, PLACE_FIELDS, TEXT_FIELDS } from './proposal.ts';

/** A text of the form without its least length. */
function begun(field: TSchema) {
  const { maxLength, ui } = field as { maxLength?: number; ui?: FieldUi };
  return Type.Optional(Type.String({ ...(maxLength !== undefined && { maxLength }), ...(ui && { ui }) }));
}

const { title, problem, affected, summary, category } = TEXT_FIELDS;

export const DraftForm = Type.Object({
  title: begun(title),
  problem: begun(problem),
  affected: begun(affected),
  summary: begun(summary),
  category: begun(category),
  ...PLACE_FIELDS,
  ...AUTHOR_FIELDS,
  email: EMAIL,
});

/** What is kept of a draft, sealed. */
export type DraftValues = Static<typeof DraftForm>;
