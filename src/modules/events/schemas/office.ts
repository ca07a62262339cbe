/** The forms of the back office about an edition as a whole. */
import Type from 'typebox';
import { ui } from '../../../platform/forms/field.ts';
import type { Words } from '../../../platform/i18n/words.ts';
import { EVENT_MODES, OPTIONAL_FIELDS, REMINDERS, REQUIRABLE_FIELDS } from '../tables.ts';

export const DATE_TIME = { pattern: String.raw`^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$` };
export const SLUG = { pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 80 };
/** The shape of an address that mail servers take. */
const EMAIL = String.raw`^[^\s@<>]+@[^\s@<>]+\.[^\s@<>.]{2,63}$`;
const SEATS = { minimum: 0, maximum: 1_000_000 };

const MODES = EVENT_MODES.map((mode) => ({ value: mode, label: `events.mode.${mode}` as const }));
const hasPlace = { field: 'mode', values: ['in_person', 'hybrid'] };

export const EditionForm = Type.Object({
  title: Type.String({ maxLength: 200, ...ui({ control: 'text', label: 'events.office.edition.title' }) }),
  slug: Type.Optional(
    Type.String({
      ...SLUG,
      ...ui({
        control: 'text',
        label: 'events.office.edition.slug',
        hint: 'events.office.edition.slug_hint',
      }),
    }),
  ),
  series: Type.Optional(
    Type.String({
      maxLength: 40,
      ...ui({
        control: 'select',
        label: 'events.office.edition.series',
        hint: 'events.office.edition.series_hint',
      }),
    }),
  ),
  series_title: Type.String({
    maxLength: 200,
    ...ui({
      control: 'text',
      label: 'events.office.edition.series_title',
      shownWhen: { field: 'series', values: ['new'] },
    }),
  }),
  summary: Type.Optional(
    Type.String({
      maxLength: 500,
      ...ui({
        control: 'textarea',
        rows: 3,
        label: 'events.office.edition.summary',
        hint: 'events.office.edition.summary_hint',
      }),
    }),
  ),
  description: Type.Optional(
    Type.String({
      maxLength: 20_000,
      ...ui({
        control: 'textarea',
        rows: 10,
        label: 'events.office.edition.description',
        hint: 'events.office.text_hint',
      }),
    }),
  ),
  timezone: Type.String({
    maxLength: 60,
    ...ui({
      control: 'select',
      label: 'events.office.edition.timezone',
      hint: 'events.office.edition.timezone_hint',
    }),
  }),
  starts: Type.String({
    ...DATE_TIME,
    ...ui({ control: 'datetime', label: 'events.office.edition.starts' }),
  }),
  ends: Type.String({ ...DATE_TIME, ...ui({ control: 'datetime', label: 'events.office.edition.ends' }) }),
  mode: Type.Enum(
    [...EVENT_MODES],
    ui({ control: 'radio', label: 'events.office.edition.mode', options: MODES }),
  ),
  venue: Type.Optional(
    Type.String({
      maxLength: 200,
      ...ui({ control: 'text', label: 'events.office.edition.venue', shownWhen: hasPlace }),
    }),
  ),
  venue_address: Type.Optional(
    Type.String({
      maxLength: 300,
      ...ui({ control: 'text', label: 'events.office.edition.venue_address', shownWhen: hasPlace }),
    }),
  ),
  language: Type.String({
    maxLength: 35,
    ...ui({ control: 'select', label: 'events.office.edition.language' }),
  }),
  tell: Type.Optional(
    Type.Boolean(
      ui({
        control: 'checkbox',
        label: 'events.office.edition.tell',
        hint: 'events.office.edition.tell_hint',
      }),
    ),
  ),
  organizer: Type.Optional(
    Type.String({ maxLength: 200, ...ui({ control: 'text', label: 'events.office.edition.organizer' }) }),
  ),
  contact_email: Type.Optional(
    Type.String({
      maxLength: 254,
      pattern: EMAIL,
      ...ui({
        control: 'email',
        label: 'events.office.edition.contact_email',
        hint: 'events.office.edition.contact_hint',
      }),
    }),
  ),
  sources: Type.Optional(
    Type.String({
      maxLength: 5000,
      ...ui({
        control: 'textarea',
        rows: 4,
        label: 'events.office.edition.sources',
        hint: 'events.office.edition.sources_hint',
      }),
    }),
  ),
});

export const SeriesForm = Type.Object({
  title: Type.String({ maxLength: 200, ...ui({ control: 'text', label: 'events.office.edition.title' }) }),
  summary: Type.Optional(
    Type.String({
      maxLength: 500,
      ...ui({ control: 'textarea', rows: 3, label: 'events.office.edition.summary' }),
    }),
  ),
  slug: Type.Optional(
    Type.String({
      ...SLUG,
      ...ui({ control: 'text', label: 'events.office.edition.slug', hint: 'events.office.slug_hint' }),
    }),
  ),
});

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

const note = (label: Words) =>
  Type.String({
    minLength: 3,
    maxLength: 1000,
    ...ui({ control: 'textarea', rows: 4, label, hint: 'events.office.note_hint' }),
  });

const newStart = {
  control: 'datetime',
  label: 'events.office.postpone.starts',
  hint: 'events.office.postpone.starts_hint',
} as const;

/** Put off, to a new beginning or to one still to be announced. */
export const PostponeForm = Type.Object({
  dates: Type.Enum(
    ['open', 'new'],
    ui({
      control: 'radio',
      label: 'events.office.postpone.dates',
      options: [
        { value: 'open', label: 'events.office.postpone.dates_open' },
        { value: 'new', label: 'events.office.postpone.dates_new' },
      ],
    }),
  ),
  starts: Type.String({
    ...DATE_TIME,
    ...ui({ ...newStart, shownWhen: { field: 'dates', values: ['new'] } }),
  }),
  note: note('events.office.postpone.note'),
});

/** Takes place after all: as planned, or from a new beginning on. */
export const ResumeForm = Type.Object({
  starts: Type.Optional(Type.String({ ...DATE_TIME, ...ui(newStart) })),
  note: note('events.office.resume.note'),
});

/** Cancelling, and what concerns one session: the reason is said to everybody. */
export const NoteForm = Type.Object({ note: note('events.office.cancel.note') });

/** A new edition as a copy of another one: only what always differs is asked. */
export const CopyForm = Type.Object({
  title: Type.String({ maxLength: 200, ...ui({ control: 'text', label: 'events.office.edition.title' }) }),
  slug: Type.Optional(
    Type.String({
      ...SLUG,
      ...ui({
        control: 'text',
        label: 'events.office.edition.slug',
        hint: 'events.office.edition.slug_hint',
      }),
    }),
  ),
  starts: Type.String({
    ...DATE_TIME,
    ...ui({
      control: 'datetime',
      label: 'events.office.edition.starts',
      hint: 'events.office.new.starts_hint',
    }),
  }),
});
