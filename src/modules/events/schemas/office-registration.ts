/** The form with which the organiser says how people register. */
import Type from 'typebox';
import { ui } from '../../../platform/forms/field.ts';
import { OPTIONAL_FIELDS, REMINDERS, REQUIRABLE_FIELDS } from '../tables.ts';
import { DATE_TIME } from './office.ts';

const SEATS = { minimum: 0, maximum: 1_000_000 };
const ASKED = OPTIONAL_FIELDS.map((field) => ({ value: field, label: `events.form.${field}` as const }));
const DEADLINES = (['hour', 'day', 'none'] as const).map((kind) => ({
  value: kind,
  label: `events.office.registration.deadline_${kind}` as const,
}));

export const RegistrationSettingsForm = Type.Object({
  opens: Type.Optional(
    Type.String({
      ...DATE_TIME,
      ...ui({
        control: 'datetime',
        label: 'events.office.registration.opens',
        hint: 'events.office.registration.opens_hint',
      }),
    }),
  ),
  deadline: Type.Enum(
    ['hour', 'day', 'none'],
    ui({ control: 'radio', label: 'events.office.registration.deadline', options: DEADLINES }),
  ),
  closes: Type.String({
    ...DATE_TIME,
    ...ui({
      control: 'datetime',
      label: 'events.office.registration.closes',
      shownWhen: { field: 'deadline', values: ['hour'] },
    }),
  }),
  closes_on: Type.String({
    pattern: String.raw`^\d{4}-\d{2}-\d{2}$`,
    ...ui({
      control: 'date',
      label: 'events.office.registration.closes_on',
      hint: 'events.office.registration.closes_on_hint',
      shownWhen: { field: 'deadline', values: ['day'] },
    }),
  }),
  capacity_total: Type.Optional(
    Type.Integer({
      ...SEATS,
      ...ui({
        control: 'number',
        label: 'events.office.registration.capacity_total',
        hint: 'events.office.registration.capacity_hint',
      }),
    }),
  ),
  capacity_in_person: Type.Optional(
    Type.Integer({
      ...SEATS,
      ...ui({ control: 'number', label: 'events.office.registration.capacity_in_person' }),
    }),
  ),
  capacity_online: Type.Optional(
    Type.Integer({
      ...SEATS,
      ...ui({ control: 'number', label: 'events.office.registration.capacity_online' }),
    }),
  ),
  confirm_email: Type.Optional(
    Type.Boolean(
      ui({
        control: 'checkbox',
        label: 'events.office.registration.confirm_email',
        hint: 'events.office.registration.confirm_hint',
      }),
    ),
  ),
  approval: Type.Optional(
    Type.Boolean(
      ui({
        control: 'checkbox',
        label: 'events.office.registration.approval',
        hint: 'events.office.registration.approval_hint',
      }),
    ),
  ),
  asked_fields: Type.Optional(
    Type.Array(Type.Enum([...OPTIONAL_FIELDS]), {
      maxItems: OPTIONAL_FIELDS.length,
      ...ui({
        control: 'checkboxes',
        label: 'events.office.registration.asked',
        hint: 'events.office.registration.asked_hint',
        options: ASKED,
      }),
    }),
  ),
  required_fields: Type.Optional(
    Type.Array(Type.Enum([...REQUIRABLE_FIELDS]), {
      maxItems: REQUIRABLE_FIELDS.length,
      ...ui({
        control: 'checkboxes',
        label: 'events.office.registration.required',
        hint: 'events.office.registration.required_hint',
        options: ASKED.filter((option) => REQUIRABLE_FIELDS.some((field) => field === option.value)),
      }),
    }),
  ),
  hold_minutes: Type.Integer({
    minimum: 5,
    maximum: 20_160,
    ...ui({
      control: 'number',
      label: 'events.office.registration.hold',
      hint: 'events.office.registration.hold_hint',
    }),
  }),
  offer_hours: Type.Integer({
    minimum: 1,
    maximum: 720,
    ...ui({
      control: 'number',
      label: 'events.office.registration.offer',
      hint: 'events.office.registration.offer_hint',
    }),
  }),
  reminders: Type.Optional(
    Type.Array(Type.Enum([...REMINDERS]), {
      maxItems: REMINDERS.length,
      ...ui({
        control: 'checkboxes',
        label: 'events.office.registration.reminders',
        hint: 'events.office.registration.reminders_hint',
        options: REMINDERS.map((kind) => ({
          value: kind,
          label: `events.office.registration.reminder_${kind}` as const,
        })),
      }),
    }),
  ),
  retention_days: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 3650,
      ...ui({
        control: 'number',
        label: 'events.office.registration.retention',
        hint: 'events.office.registration.retention_hint',
      }),
    }),
  ),
});
