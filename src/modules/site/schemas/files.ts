/** The forms of the library of files. */
import { Type } from 'typebox';
import { ALT_MAX, CREDIT_MAX } from '../../../platform/files/kinds.ts';
import { ui } from '../../../platform/forms/field.ts';

const alt = Type.Optional(
  Type.String({
    maxLength: ALT_MAX,
    ...ui({ control: 'textarea', rows: 3, label: 'site.files.alt', hint: 'site.files.alt.hint' }),
  }),
);
const decorative = Type.Optional(
  Type.Boolean(
    ui({ control: 'checkbox', label: 'site.files.decorative', hint: 'site.files.decorative.hint' }),
  ),
);
const credit = Type.Optional(
  Type.String({
    maxLength: CREDIT_MAX,
    ...ui({ control: 'text', label: 'site.files.credit', hint: 'site.files.credit.hint' }),
  }),
);
const kept = Type.Optional(
  Type.Boolean(ui({ control: 'checkbox', label: 'site.files.kept', hint: 'site.files.kept.hint' })),
);

/** Beside the file itself, and when its words are changed. */
export const FileForm = Type.Object({ alt, decorative, credit, kept });
/** A document has no alternative text: its link says what it is. */
export const DocumentForm = Type.Object({ credit, kept });

export const FileSettingsForm = Type.Object({
  days: Type.Integer({
    minimum: 1,
    maximum: 3650,
    ...ui({ control: 'number', label: 'site.files.days', hint: 'site.files.days.hint' }),
  }),
});
