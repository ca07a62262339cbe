/** The form of a proposal: outside programs know its names (docs/reference). */
import Type, { type Static } from 'typebox';
import { EMAIL_PATTERN } from '../../../platform/forms/email.ts';
import { ui } from '../../../platform/forms/field.ts';
import type { MessageKey } from '../../../platform/i18n/translate.ts';
import { DEPARTMENTS } from '../../events/index.ts';
import { CATEGORIES, categoryLabel } from '../rules/categories.ts';
import { VISIBILITIES } from '../tables.ts';

/** Of the longest real ones, measured on those of 2024: a title of 364 signs, a problem of 813. */
const LONGEST = { title: 500, text: 6000, authors: 2000 };

const key = (name: string) => `proposals.form.${name}` as MessageKey;

const long = (name: 'problem' | 'summary' | 'affected', rows: number) =>
  Type.String({
    minLength: 1,
    maxLength: LONGEST.text,
    ...ui({ control: 'textarea', label: key(name), hint: key(`${name}.hint`), rows }),
  });

export const TEXT_FIELDS = {
  title: Type.String({
    minLength: 3,
    maxLength: LONGEST.title,
    ...ui({ control: 'text', label: key('title'), hint: key('title.hint') }),
  }),
  problem: long('problem', 6),
  affected: Type.Optional(long('affected', 3)),
  summary: long('summary', 8),
  category: Type.String({
    maxLength: 200,
    ...ui({
      control: 'select',
      label: key('category'),
      options: CATEGORIES.map(({ id }) => ({ value: id, label: categoryLabel(id) })),
    }),
  }),
};

export const PLACE_FIELDS = {
  department: Type.Optional(
    Type.String({
      maxLength: 200,
      ...ui({
        control: 'select',
        label: key('department'),
        hint: key('department.hint'),
        options: DEPARTMENTS,
      }),
    }),
  ),
  from_event: Type.Optional(Type.Boolean(ui({ control: 'checkbox', label: key('from_event') }))),
};

export const AUTHOR_FIELDS = {
  authors: Type.Optional(
    Type.String({
      maxLength: LONGEST.authors,
      ...ui({ control: 'textarea', label: key('authors'), hint: key('authors.hint'), rows: 3 }),
    }),
  ),
  organization: Type.Optional(
    Type.String({
      maxLength: 200,
      ...ui({ control: 'text', label: key('organization'), autocomplete: 'organization' }),
    }),
  ),
  visibility: Type.Optional(
    Type.Enum(
      [...VISIBILITIES],
      ui({
        control: 'radio',
        label: key('visibility'),
        hint: key('visibility.hint'),
        options: VISIBILITIES.map((value) => ({ value, label: `proposals.visibility.${value}` as const })),
      }),
    ),
  ),
};

export const EMAIL = Type.Optional(
  Type.String({
    maxLength: 254,
    pattern: EMAIL_PATTERN,
    ...ui({ control: 'email', label: key('email'), hint: key('email.hint'), autocomplete: 'email' }),
  }),
);

const ACCEPT = Type.Literal(
  true,
  ui({ control: 'checkbox', label: key('accept'), missing: key('accept.missing') }),
);

/** The public form. */
export const ProposalForm = Type.Object({
  ...TEXT_FIELDS,
  ...PLACE_FIELDS,
  ...AUTHOR_FIELDS,
  email: EMAIL,
  accept: ACCEPT,
});

/** Through the secret link, where the address stays as it is. */
export const ChangeForm = Type.Object({ ...TEXT_FIELDS, ...PLACE_FIELDS, ...AUTHOR_FIELDS });

export type ProposalInput = Static<typeof ProposalForm>;

/** The groups in which the form is drawn. */
export const ABOUT_IT = ['title', 'problem', 'affected', 'summary', 'category'];
export const ABOUT_WHERE = ['department', 'from_event'];
export const ABOUT_YOU = ['authors', 'organization', 'visibility', 'email'];

export const AskLinkForm = Type.Object({
  email: Type.String({
    maxLength: 254,
    pattern: EMAIL_PATTERN,
    ...ui({ control: 'email', label: key('email'), autocomplete: 'email' }),
  }),
});
