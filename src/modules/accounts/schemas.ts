/** The forms of staff accounts: one object each for controls, check and types. */
import { type Static, Type } from 'typebox';
import { ROLES } from '../../platform/access/access.ts';
import { EMAIL_PATTERN } from '../../platform/forms/email.ts';
import { type FieldUi, ui } from '../../platform/forms/field.ts';
import { LANGUAGES } from '../../platform/i18n/translate.ts';
import { PASSWORD_MAX } from './passwords.ts';

const WEB = '^https?://[^\\s/]+\\.[^\\s]+$';

const text = (max: number, spec: FieldUi) => Type.String({ maxLength: max, ...ui(spec) });
const email = (autocomplete: string) =>
  Type.String({
    maxLength: 254,
    pattern: EMAIL_PATTERN,
    ...ui({ control: 'email', label: 'accounts.field.email', autocomplete }),
  });
const name = text(120, {
  control: 'text',
  label: 'accounts.field.name',
  hint: 'accounts.field.name.hint',
  autocomplete: 'name',
});
// How long it must be is said by the command, which knows the other rules too.
const newPassword = text(PASSWORD_MAX * 4, {
  control: 'password',
  label: 'accounts.field.new_password',
  hint: 'accounts.field.new_password.hint',
  autocomplete: 'new-password',
});
const currentPassword = text(PASSWORD_MAX * 4, {
  control: 'password',
  label: 'accounts.field.password',
  autocomplete: 'current-password',
});
const roles = Type.Array(Type.Enum(ROLES), {
  minItems: 1,
  ...ui({
    control: 'checkboxes',
    label: 'accounts.field.roles',
    hint: 'accounts.field.roles.hint',
    options: ROLES.map((role) => ({ value: role, label: `accounts.role.${role}.long` as const })),
  }),
});

export const SignInForm = Type.Object({
  email: email('username'),
  password: currentPassword,
  /** Where to go on; a path of the back office. */
  volver: Type.Optional(Type.String({ maxLength: 2000 })),
});

export const CodeForm = Type.Object({
  code: text(20, {
    control: 'text',
    label: 'accounts.field.code',
    hint: 'accounts.field.code.hint',
    autocomplete: 'one-time-code',
  }),
});

export const RecoveryForm = Type.Object({
  code: text(40, {
    control: 'text',
    label: 'accounts.field.recovery',
    hint: 'accounts.field.recovery.hint',
    autocomplete: 'off',
  }),
});

export const NewAccountForm = Type.Object({ name, email: email('username'), password: newPassword });
export const AcceptForm = Type.Object({ name, password: newPassword });
export const ConfirmForm = Type.Object({ password: currentPassword });
export const ForgottenForm = Type.Object({ email: email('username') });
export const NewPasswordForm = Type.Object({ password: newPassword });
export const ChangePasswordForm = Type.Object({ current: currentPassword, password: newPassword });

export const InviteForm = Type.Object({
  name: Type.Optional(text(120, { control: 'text', label: 'accounts.field.name' })),
  email: email('off'),
  roles,
  language: Type.Enum(
    LANGUAGES,
    ui({
      control: 'radio',
      label: 'accounts.field.language',
      options: [
        { value: 'es', label: { text: 'Español' } },
        { value: 'en', label: { text: 'English' } },
      ],
    }),
  ),
});

export const RolesForm = Type.Object({ roles });

const ZONES = [
  'UTC',
  'Europe/Madrid',
  ...Intl.supportedValuesOf('timeZone').filter((z) => z.startsWith('America/')),
];

export const OrganisationForm = Type.Object({
  name: text(120, {
    control: 'text',
    label: 'accounts.field.organisation_name',
    autocomplete: 'organization',
  }),
  email: Type.Optional(
    Type.String({
      maxLength: 254,
      pattern: EMAIL_PATTERN,
      ...ui({
        control: 'email',
        label: 'accounts.field.contact_email',
        hint: 'accounts.field.contact_email.hint',
      }),
    }),
  ),
  phone: Type.Optional(text(60, { control: 'tel', label: 'accounts.field.phone' })),
  address: Type.Optional(text(300, { control: 'textarea', label: 'accounts.field.address', rows: 2 })),
  website: Type.Optional(
    Type.String({ maxLength: 300, pattern: WEB, ...ui({ control: 'url', label: 'accounts.field.website' }) }),
  ),
  timeZone: Type.Enum(
    ZONES,
    ui({
      control: 'select',
      label: 'accounts.field.time_zone',
      hint: 'accounts.field.time_zone.hint',
      options: ZONES.map((zone) => ({ value: zone, label: { text: zone.replaceAll('_', ' ') } })),
    }),
  ),
  remove_logo: Type.Optional(Type.Boolean()),
});
export type OrganisationInput = Static<typeof OrganisationForm>;

export const RequiredFactorForm = Type.Object({
  roles: Type.Optional(
    Type.Array(Type.Enum(ROLES), {
      ...ui({
        control: 'checkboxes',
        label: 'accounts.field.required_factor',
        options: ROLES.map((role) => ({ value: role, label: `accounts.role.${role}` as const })),
      }),
    }),
  ),
});

export const PrivacyForm = Type.Object({
  body: Type.String({
    minLength: 40,
    maxLength: 20_000,
    ...ui({
      control: 'textarea',
      label: 'accounts.field.privacy',
      hint: 'accounts.field.privacy.hint',
      rows: 24,
    }),
  }),
});

export const KeyForm = Type.Object({
  confirm: Type.Literal(
    true,
    ui({ control: 'checkbox', label: 'accounts.field.key_kept', missing: 'accounts.field.key_kept.missing' }),
  ),
});
