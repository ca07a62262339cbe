/** The forms for a round of votes, and for one result with the vote of each member. */
import Type, { type TOptional, type TString } from 'typebox';
import { ui } from '../../../platform/forms/field.ts';
import { CHOICES } from '../rules/vocabulary.ts';
import {
  area,
  asPrinted,
  choice,
  count,
  type FormGroup,
  labels,
  line,
  optional,
  partial,
  reason,
  sourceFields,
  tick,
  whatGroup,
  WHERE,
  WHY,
} from './desk-fields.ts';

export const RoundForm = Type.Object({
  matter: line('matter', 500, true),
  number: optional(count('number', 1)),
  is_proposal: optional(tick('is_proposal')),
  body: optional(choice('round_body')),
  stage: optional(choice('stage')),
  on: optional(partial('on', true)),
  threshold: optional(choice('threshold')),
  entitled: optional(count('entitled', 1)),
  present: optional(count('present')),
  to_fill: optional(count('to_fill')),
  complete: optional(tick('complete', true)),
  note: optional(area('note', 2000, 2)),
  as_printed: asPrinted,
  ...sourceFields,
  reason,
});

export const ROUND_GROUPS: readonly FormGroup[] = [
  whatGroup('matter', 'number', 'is_proposal', 'body', 'stage', 'on'),
  {
    legend: 'selections.form.group.members',
    names: ['threshold', 'entitled', 'present', 'to_fill', 'complete', 'note', 'as_printed'],
  },
  WHERE,
  WHY,
];

/** How somebody voted; the last one: nobody recorded it, which is no abstention. */
export const BALLOT_CHOICES = [...CHOICES, 'unrecorded'] as const;
export const ENTERED = ['yes', 'no'] as const;

/** @param members ids of who may have voted: a choice and a reason each, drawn by the page itself */
export const resultForm = (members: readonly string[]) =>
  Type.Object({
    option: optional(line('option', 500, true)),
    ballots: Type.Object(
      Object.fromEntries(members.map((id) => [id, optional(Type.Enum([...BALLOT_CHOICES]))])),
    ),
    reasons: Type.Object(
      Object.fromEntries(members.map((id) => [id, optional(Type.String({ maxLength: 4000 }))])) as Record<
        string,
        TOptional<TString>
      >,
    ),
    for: optional(count('for')),
    against: optional(count('against')),
    abstained: optional(count('abstained')),
    absent: optional(count('absent')),
    entered: optional(
      Type.Enum(
        [...ENTERED],
        ui({
          control: 'select',
          ...labels('entered', true),
          options: [
            { value: 'yes', label: 'selections.votes.entered' },
            { value: 'no', label: 'selections.votes.not_entered' },
          ],
        }),
      ),
    ),
    note: optional(area('note', 1000, 2)),
    as_printed: asPrinted,
    reason,
  });

export const RESULT_GROUPS: readonly FormGroup[] = [
  { legend: 'selections.form.group.option', names: ['option'] },
];

/** Below the votes. */
export const COUNT_GROUPS: readonly FormGroup[] = [
  {
    legend: 'selections.form.group.counts',
    names: ['for', 'against', 'abstained', 'absent', 'entered', 'note', 'as_printed'],
  },
  WHY,
];
