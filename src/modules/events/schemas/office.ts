/** The forms of the back office about an edition as a whole, and the series it belongs to. */
import Type from 'typebox';
import { ui } from '../../../platform/forms/field.ts';
import { EVENT_MODES } from '../tables.ts';

export const DATE_TIME = { pattern: String.raw`^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$` };
export const SLUG = { pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 80 };
/** The shape of an address that mail servers take. */
const EMAIL = String.raw`^[^\s@<>]+@[^\s@<>]+\.[^\s@<>.]{2,63}$`;

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
