/** The forms for the bodies of a process: what a body is, its places, and who holds them. */
import Type from 'typebox';
import { SEAT_OFFICES } from '../rules/vocabulary.ts';
import {
  area,
  choice,
  count,
  type FormGroup,
  line,
  oneOf,
  optional,
  partial,
  reason,
  sourceFields,
  tick,
  whatGroup,
  WHERE,
  WHY,
} from './desk-fields.ts';

export const BodyForm = Type.Object({
  key: choice('body_key', true),
  name: line('body_name', 300),
  entitled: optional(count('entitled', 1)),
  note: optional(area('note', 1000, 2)),
  ...sourceFields,
  reason,
});

export const BODY_GROUPS: readonly FormGroup[] = [whatGroup('key', 'name', 'entitled', 'note'), WHERE, WHY];

export const SeatForm = Type.Object({
  body: choice('body'),
  label: line('seat_label', 300, true),
  group: optional(choice('seat_group')),
  chairs: optional(tick('chairs')),
  reason,
});

export const SEAT_GROUPS: readonly FormGroup[] = [whatGroup('body', 'label', 'group', 'chairs'), WHY];

const OFFICES = SEAT_OFFICES.filter((office) => office !== '');

export const HolderForm = Type.Object({
  name: line('holder_name', 200),
  seat: optional(choice('seat', true)),
  body: optional(choice('body')),
  label: optional(line('seat_label', 300, true)),
  group: optional(choice('seat_group')),
  alternate: optional(tick('alternate')),
  office: optional(oneOf('office', 'office', OFFICES)),
  person: optional(line('person', 80, true)),
  starts: optional(partial('starts', true)),
  ends: optional(partial('ends', true)),
  sworn_on: optional(partial('sworn_on')),
  chosen_by: optional(line('chosen_by', 500)),
  slate: optional(line('slate', 200)),
  votes_for: optional(count('votes_for')),
  votes_against: optional(count('votes_against')),
  note: optional(area('note', 1000, 2)),
  ...sourceFields,
  reason,
});

export const HOLDER_GROUPS: readonly FormGroup[] = [
  {
    legend: 'selections.form.group.who',
    names: ['name', 'seat', 'body', 'label', 'group', 'alternate', 'office', 'person'],
  },
  { legend: 'selections.form.group.when', names: ['sworn_on', 'starts', 'ends'] },
  {
    legend: 'selections.form.group.elected',
    names: ['chosen_by', 'slate', 'votes_for', 'votes_against', 'note'],
  },
  WHERE,
  WHY,
];
