/** The forms for what changes from day to day: an event, a state of a candidacy, an objection, each with its source. */
import Type from 'typebox';
import { ui } from '../../../platform/forms/field.ts';
import {
  ADMISSIBILITIES,
  CANDIDACY_STATES,
  DECIDERS,
  EFFECTS,
  EVENT_BASES,
  FILER_KINDS,
  OBJECTION_OUTCOMES,
} from '../rules/vocabulary.ts';
import {
  area,
  choice,
  choices,
  count,
  type FormGroup,
  labels,
  line,
  oneOf,
  optional,
  partial,
  reason,
  sourceFields,
  whatGroup,
  WHERE,
  WHY,
} from './desk-fields.ts';

export const EventForm = Type.Object({
  title: line('title', 300),
  stage: optional(choice('stage')),
  on: optional(partial('on', true)),
  time: optional(
    Type.String({
      pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$',
      maxLength: 5,
      ...ui({ control: 'text', ...labels('time', true) }),
    }),
  ),
  until: optional(partial('until')),
  basis: oneOf('basis', 'basis', EVENT_BASES, 'radio'),
  effect: oneOf('effect', 'effect', EFFECTS),
  to_stage: optional(choice('to_stage', true)),
  follows: optional(choices('follows', 20)),
  detail: optional(area('detail', 4000, 4)),
  ...sourceFields,
  reason,
});

export const EVENT_GROUPS: readonly FormGroup[] = [
  whatGroup('title', 'stage', 'detail'),
  { legend: 'selections.form.group.when', names: ['on', 'time', 'until', 'basis'] },
  { legend: 'selections.form.group.effect', names: ['effect', 'to_stage', 'follows'] },
  WHERE,
  WHY,
];

const DECIDED = DECIDERS.filter((by) => by !== '');

export const StateForm = Type.Object({
  state: oneOf('state', 'candidacy_state', CANDIDACY_STATES),
  on: optional(partial('on', true)),
  ground: optional(area('ground', 1000, 3, true)),
  decided_by: optional(oneOf('decided_by', 'decided_by', DECIDED)),
  votes_for: optional(count('votes_for')),
  votes_against: optional(count('votes_against')),
  ...sourceFields,
  reason,
});

export const STATE_GROUPS: readonly FormGroup[] = [
  whatGroup('state', 'on', 'ground', 'decided_by', 'votes_for', 'votes_against'),
  WHERE,
  WHY,
];

export const ObjectionForm = Type.Object({
  count: optional(count('count', 1)),
  filed_on: optional(partial('filed_on', true)),
  filer_kind: oneOf('filer_kind', 'filer', FILER_KINDS),
  filer: optional(line('filer', 300, true)),
  ground: optional(area('objection_ground', 2000, 3, true)),
  evidence: optional(area('evidence', 1000, 2)),
  admissibility: oneOf('admissibility', 'admissibility', ADMISSIBILITIES),
  outcome: oneOf('outcome', 'objection_outcome', OBJECTION_OUTCOMES),
  decision: optional(area('decision', 1000, 2, true)),
  decided_on: optional(partial('decided_on')),
  answer: optional(area('answer', 4000, 4, true)),
  ...sourceFields,
  reason,
});

export const OBJECTION_GROUPS: readonly FormGroup[] = [
  {
    legend: 'selections.form.group.filed',
    names: ['count', 'filed_on', 'filer_kind', 'filer', 'ground', 'evidence'],
  },
  {
    legend: 'selections.form.group.answered',
    names: ['answer', 'admissibility', 'outcome', 'decision', 'decided_on'],
  },
  WHERE,
  WHY,
];
