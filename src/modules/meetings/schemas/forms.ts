/** The forms of meetings. What a proposal says is the form of `proposals`. */
import Type from 'typebox';
import { type FieldUi, ui } from '../../../platform/forms/field.ts';
import type { MessageKey } from '../../../platform/i18n/translate.ts';
import { DEPARTMENTS } from '../../events/index.ts';
import { CATEGORIES, categoryLabel } from '../../proposals/index.ts';
import { MOST_AT_ONCE, VISIBILITIES } from '../rules/meeting.ts';
import { SHEET_KINDS } from '../tables.ts';

const key = (name: string) => `meetings.form.${name}` as MessageKey;

const line = (name: string) =>
  Type.String({
    minLength: 3,
    maxLength: 200,
    ...ui({ control: 'text', label: key(name), hint: key(`${name}.hint`) }),
  });

/** The editions to choose from come out of the database. */
export const MeetingForm = Type.Object({
  title: line('title'),
  place: line('place'),
  on_date: Type.String({ format: 'date', ...ui({ control: 'date', label: key('on_date') }) }),
  department: Type.Optional(
    Type.Enum(
      DEPARTMENTS.map(({ value }) => value),
      ui({
        control: 'select',
        label: key('department'),
        hint: key('department.hint'),
        options: DEPARTMENTS,
      }),
    ),
  ),
  event: Type.Optional(
    Type.String({
      maxLength: 60,
      ...ui({ control: 'select', label: key('event'), hint: key('event.hint'), options: [] }),
    }),
  ),
  category: Type.Optional(
    Type.Enum(
      CATEGORIES.map(({ id }) => id),
      ui({
        control: 'select',
        label: key('category'),
        hint: key('category.hint'),
        options: CATEGORIES.map(({ id }) => ({ value: id, label: categoryLabel(id) })),
      }),
    ),
  ),
  visibility: Type.Enum(
    [...VISIBILITIES],
    ui({
      control: 'radio',
      label: key('visibility'),
      hint: key('visibility.hint'),
      options: VISIBILITIES.map((value) => ({ value, label: `proposals.visibility.${value}` as const })),
    }),
  ),
});

const number = (name: string, maximum: number, more: Partial<FieldUi> = {}) =>
  Type.Integer({
    minimum: 1,
    maximum,
    ...ui({ control: 'number', label: key(name), hint: key(`${name}.hint`), ...more }),
  });

const MOST_NUMBER = 999_999_999;

export const PrintForm = Type.Object({
  kind: Type.Enum(
    [...SHEET_KINDS],
    ui({
      control: 'radio',
      label: key('kind'),
      options: SHEET_KINDS.map((value) => ({ value, label: `meetings.sheet.kind.${value}` as const })),
    }),
  ),
  number: Type.Optional(
    number('number', MOST_NUMBER, { shownWhen: { field: 'kind', values: ['supports'] } }),
  ),
  count: number('count', MOST_AT_ONCE),
});

const reason = Type.Optional(
  Type.String({
    maxLength: 300,
    ...ui({ control: 'text', label: 'proposals.attest.reason', hint: 'proposals.attest.reason.hint' }),
  }),
);

const counted = (most: number) => ({
  seen: Type.Integer({
    minimum: 1,
    maximum: most,
    ...ui({ control: 'number', label: 'proposals.attest.seen', hint: 'proposals.attest.seen.hint' }),
  }),
  discarded: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: most,
      ...ui({
        control: 'number',
        label: 'proposals.attest.discarded',
        hint: 'proposals.attest.discarded.hint',
      }),
    }),
  ),
  reason,
});

/** Raised hands. */
export const HandsForm = Type.Object({ number: number('number', MOST_NUMBER), ...counted(100_000) });

/** The lines of one sheet; some people turn it and go on behind. */
export const LinesForm = Type.Object(counted(200));
