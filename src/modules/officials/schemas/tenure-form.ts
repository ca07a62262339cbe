/** The form with which it is written what somebody held or took part in. */
import Type, { type TSchema } from 'typebox';
import { ui } from '../../../platform/forms/field.ts';
import type { MessageKey } from '../../../platform/i18n/translate.ts';
import { TENURE_KINDS } from '../tables.ts';
import { spanFields, whereFields, whyField } from './person-forms.ts';

const key = (name: string) => `officials.form.${name}` as MessageKey;
const labels = (name: string, hint = false) => ({
  label: key(name),
  ...(hint && { hint: key(`${name}.hint`) }),
});
const optional = <S extends TSchema>(schema: S) => Type.Optional(schema);
const line = (name: string, max: number, hint = false) =>
  optional(Type.String({ maxLength: max, ...ui({ control: 'text', ...labels(name, hint) }) }));

export const TenureForm = Type.Object({
  kind: Type.Enum(
    [...TENURE_KINDS],
    ui({
      control: 'select',
      ...labels('tenure_kind'),
      options: TENURE_KINDS.map((value) => ({
        value,
        label: `officials.person.tenure_kind.${value}` as MessageKey,
      })),
    }),
  ),
  // The choices are only known at the moment: `withOptions`.
  post: optional(
    Type.String({ maxLength: 60, ...ui({ control: 'select', options: [], ...labels('post', true) }) }),
  ),
  post_printed: line('post_printed', 300, true),
  body_printed: line('body_printed', 300, true),
  process: line('process', 300, true),
  unit: line('unit', 300, true),
  territory: line('territory', 100, true),
  state: line('process_state', 200, true),
  list_number: line('list_number', 40, true),
  ...spanFields,
  ...whereFields,
  why: whyField,
  // Only where somebody else held the one seat at the same time.
  at_once: optional(
    Type.Enum(
      ['beside', 'kept'],
      ui({
        control: 'radio',
        ...labels('at_once'),
        options: [
          { value: 'beside', label: key('at_once.beside') },
          { value: 'kept', label: key('at_once.kept') },
        ],
      }),
    ),
  ),
});

/** What stands together. */
export const TENURE_GROUPS = [
  {
    legend: 'officials.form.group.held',
    names: [
      'kind',
      'post',
      'post_printed',
      'body_printed',
      'process',
      'unit',
      'territory',
      'state',
      'list_number',
    ],
  },
  { legend: 'officials.form.group.when', names: ['starts', 'ends'] },
  { legend: 'officials.form.group.where', names: ['source', 'page', 'passage'] },
  { legend: 'officials.form.group.why', names: ['why', 'at_once'] },
] as const;
