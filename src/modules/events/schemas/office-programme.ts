/** The forms of the back office about what an edition is made of: sessions, rooms, speakers, questions. */
import Type from 'typebox';
import { ui } from '../../../platform/forms/field.ts';
import { MATERIAL_KINDS, QUESTION_TYPES, SESSION_TYPES } from '../tables.ts';
import { DATE_TIME, SLUG } from './office.ts';

const slug = Type.Optional(
  Type.String({
    ...SLUG,
    ...ui({ control: 'text', label: 'events.office.edition.slug', hint: 'events.office.slug_hint' }),
  }),
);
const ID = { maxLength: 40 };

export const SessionForm = Type.Object({
  title: Type.String({ maxLength: 300, ...ui({ control: 'text', label: 'events.office.edition.title' }) }),
  type: Type.Enum(
    [...SESSION_TYPES],
    ui({
      control: 'select',
      label: 'events.office.session.type',
      options: SESSION_TYPES.map((type) => ({ value: type, label: `events.type.${type}` as const })),
    }),
  ),
  starts: Type.Optional(
    Type.String({
      ...DATE_TIME,
      ...ui({
        control: 'datetime',
        label: 'events.office.session.starts',
        hint: 'events.office.session.starts_hint',
      }),
    }),
  ),
  ends: Type.Optional(
    Type.String({ ...DATE_TIME, ...ui({ control: 'datetime', label: 'events.office.session.ends' }) }),
  ),
  room: Type.Optional(
    Type.String({ ...ID, ...ui({ control: 'select', label: 'events.office.session.room' }) }),
  ),
  track: Type.Optional(
    Type.String({ ...ID, ...ui({ control: 'select', label: 'events.office.session.track' }) }),
  ),
  language: Type.String({
    maxLength: 35,
    ...ui({ control: 'select', label: 'events.office.session.language' }),
  }),
  interpretation: Type.Optional(
    Type.String({
      maxLength: 300,
      ...ui({
        control: 'text',
        label: 'events.office.session.interpretation',
        hint: 'events.office.session.interpretation_hint',
      }),
    }),
  ),
  abstract: Type.Optional(
    Type.String({
      maxLength: 20_000,
      ...ui({
        control: 'textarea',
        rows: 8,
        label: 'events.office.session.abstract',
        hint: 'events.office.text_hint',
      }),
    }),
  ),
  capacity: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 1_000_000,
      ...ui({
        control: 'number',
        label: 'events.office.session.capacity',
        hint: 'events.office.session.capacity_hint',
        shownWhen: { field: 'type', values: ['workshop'] },
      }),
    }),
  ),
  speakers: Type.Optional(
    Type.Array(Type.String(ID), {
      maxItems: 60,
      ...ui({ control: 'checkboxes', label: 'events.office.session.speakers' }),
    }),
  ),
  moderators: Type.Optional(
    Type.Array(Type.String(ID), {
      maxItems: 20,
      ...ui({ control: 'checkboxes', label: 'events.office.session.moderators' }),
    }),
  ),
  slug,
});

export const RoomForm = Type.Object({
  name: Type.String({ maxLength: 120, ...ui({ control: 'text', label: 'events.office.room.name' }) }),
  capacity: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 1_000_000,
      ...ui({ control: 'number', label: 'events.office.room.capacity' }),
    }),
  ),
});

export const TrackForm = Type.Object({
  name: Type.String({ maxLength: 120, ...ui({ control: 'text', label: 'events.office.track.name' }) }),
  slug,
});

export const SpeakerForm = Type.Object({
  name: Type.String({
    maxLength: 200,
    ...ui({ control: 'text', label: 'events.office.speaker.name', hint: 'events.office.speaker.name_hint' }),
  }),
  organization: Type.Optional(
    Type.String({ maxLength: 300, ...ui({ control: 'text', label: 'events.office.speaker.organization' }) }),
  ),
  bio: Type.Optional(
    Type.String({
      maxLength: 5000,
      ...ui({
        control: 'textarea',
        rows: 6,
        label: 'events.office.speaker.bio',
        hint: 'events.office.text_hint',
      }),
    }),
  ),
  slug,
});

export const MaterialForm = Type.Object({
  kind: Type.Enum(
    [...MATERIAL_KINDS],
    ui({
      control: 'select',
      label: 'events.office.material.kind',
      options: MATERIAL_KINDS.map((kind) => ({ value: kind, label: `events.material.${kind}` as const })),
    }),
  ),
  title: Type.String({ maxLength: 300, ...ui({ control: 'text', label: 'events.office.material.title' }) }),
  url: Type.String({
    maxLength: 2000,
    pattern: '^[Hh][Tt][Tt][Pp][Ss]?://[^\\s/]+',
    ...ui({ control: 'url', label: 'events.office.material.url', hint: 'events.office.material.url_hint' }),
  }),
  consent: Type.Optional(
    Type.Boolean(
      ui({
        control: 'checkbox',
        label: 'events.office.material.consent',
        hint: 'events.office.material.consent_hint',
        shownWhen: { field: 'kind', values: ['recording'] },
      }),
    ),
  ),
});

export const QuestionForm = Type.Object({
  label: Type.String({ maxLength: 300, ...ui({ control: 'text', label: 'events.office.question.label' }) }),
  hint: Type.Optional(
    Type.String({ maxLength: 500, ...ui({ control: 'text', label: 'events.office.question.hint' }) }),
  ),
  type: Type.Enum(
    [...QUESTION_TYPES],
    ui({
      control: 'radio',
      label: 'events.office.question.type',
      options: QUESTION_TYPES.map((type) => ({
        value: type,
        label: `events.question_type.${type}` as const,
      })),
    }),
  ),
  options: Type.String({
    maxLength: 10_000,
    ...ui({
      control: 'textarea',
      rows: 6,
      label: 'events.office.question.options',
      hint: 'events.office.question.options_hint',
      shownWhen: { field: 'type', values: ['one_of', 'several_of'] },
    }),
  }),
  required: Type.Optional(
    Type.Boolean(ui({ control: 'checkbox', label: 'events.office.question.required' })),
  ),
  shown_when: Type.Optional(
    Type.Array(Type.String({ maxLength: 200 }), {
      maxItems: 100,
      ...ui({
        control: 'checkboxes',
        label: 'events.office.question.shown_when',
        hint: 'events.office.question.shown_when_hint',
      }),
    }),
  ),
  key: Type.Optional(
    Type.String({
      pattern: '^[a-z][a-z0-9]*([_-][a-z0-9]+)*$',
      maxLength: 40,
      ...ui({
        control: 'text',
        label: 'events.office.question.key',
        hint: 'events.office.question.key_hint',
      }),
    }),
  ),
});
