/** The form by which something is taken away for good, with the reason that everybody can read. */
import Type from 'typebox';
import { ui } from '../../../platform/forms/field.ts';

export const RemoveForm = Type.Object({
  reason: Type.String({
    minLength: 1,
    maxLength: 500,
    ...ui({ control: 'text', label: 'selections.form.remove_reason', hint: 'selections.form.reason.hint' }),
  }),
});
