/** The form of those who want to follow something. */
import Type from 'typebox';
import { EMAIL_PATTERN } from '../../../platform/forms/email.ts';
import { ui } from '../../../platform/forms/field.ts';

export const FollowForm = Type.Object({
  email: Type.String({
    maxLength: 254,
    pattern: EMAIL_PATTERN,
    ...ui({ control: 'email', label: 'follows.email', hint: 'follows.email.hint', autocomplete: 'email' }),
  }),
});
