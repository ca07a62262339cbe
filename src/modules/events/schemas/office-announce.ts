/** The forms with which an edition or a session is postponed, resumed or cancelled. */
import Type from 'typebox';
import { ui } from '../../../platform/forms/field.ts';
import type { Words } from '../../../platform/i18n/words.ts';
import { DATE_TIME } from './office.ts';

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
