/** The form by which a link to the record of somebody else is taken back. */
import Type from 'typebox';
import { ui } from '../../../platform/forms/field.ts';

export const LinkForm = Type.Object({
  reason: Type.String({
    minLength: 1,
    maxLength: 500,
    ...ui({ control: 'text', label: 'selections.link.reason', hint: 'selections.form.reason.hint' }),
  }),
});
