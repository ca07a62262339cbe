/** The forms for what changes from day to day: an event, a state of a candidacy, each with its source. */
import Type, { type TSchema } from 'typebox';
import { ui } from '../../../platform/forms/field.ts';
import type { MessageKey } from '../../../platform/i18n/translate.ts';
import { CANDIDACY_STATES, DECIDERS, EFFECTS, EVENT_BASES } from '../rules/vocabulary.ts';

const key = (name: string) => `selections.form.${name}` as MessageKey;
const labels = (name: string, hint = false) => ({
  label: key(name),
  ...(hint && { hint: key(`${name}.hint`) }),
});
const optional = <S extends TSchema>(schema: S) => Type.Optional(schema);
const words = (area: string, values: readonly string[]) =>
  values.map((value) => ({ value, label: `selections.${area}.${value}` as MessageKey }));
const line = (name: string, max: number, hint = false) =>
  Type.String({ maxLength: max, ...ui({ control: 'text', ...labels(name, hint) }) });
const area = (name: string, max: number, rows: number, hint = false) =>
  Type.String({ maxLength: max, ...ui({ control: 'textarea', rows, ...labels(name, hint) }) });
/** The choices are only known at the moment: `withOptions`. */
const choice = (name: string, hint = false) =>
  Type.String({ maxLength: 80, ...ui({ control: 'select', options: [], ...labels(name, hint) }) });
const choices = (name: string, most: number, hint = false) =>
  Type.Array(Type.String({ maxLength: 80 }), {
    maxItems: most,
    ...ui({ control: 'checkboxes', options: [], ...labels(name, hint) }),
  });
const partial = (name: string, hint = false) =>
  Type.String({
    maxLength: 10,
    pattern: String.raw`^\d{4}(-\d{2}(-\d{2})?)?$`,
    ...ui({ control: 'text', ...labels(name, hint) }),
  });
const count = (name: string) =>
  Type.Integer({ minimum: 0, maximum: 10_000, ...ui({ control: 'number', ...labels(name) }) });

/** Where it stands: a source of the process, or one written down here. */
const sourceFields = {
  keep: optional(choices('keep', 200, true)),
  source: optional(choice('source', true)),
  source_title: optional(line('source_title', 500)),
  source_publisher: optional(line('source_publisher', 200)),
  source_url: optional(
    Type.String({
      maxLength: 2000,
      pattern: String.raw`^https?://[^\s/]+\.[^\s]+$`,
      ...ui({ control: 'url', ...labels('source_url', true) }),
    }),
  ),
  source_date: optional(line('source_date', 60)),
  page: optional(line('page', 200)),
  passage: optional(area('passage', 2000, 2)),
};
const reason = optional(area('reason', 500, 2, true));

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
  basis: Type.Enum(
    [...EVENT_BASES],
    ui({ control: 'radio', ...labels('basis'), options: words('basis', EVENT_BASES) }),
  ),
  effect: Type.Enum(
    [...EFFECTS],
    ui({ control: 'select', ...labels('effect'), options: words('effect', EFFECTS) }),
  ),
  to_stage: optional(choice('to_stage', true)),
  follows: optional(choices('follows', 20)),
  detail: optional(area('detail', 4000, 4)),
  ...sourceFields,
  reason,
});

const DECIDED = DECIDERS.filter((by) => by !== '');

export const StateForm = Type.Object({
  state: Type.Enum(
    [...CANDIDACY_STATES],
    ui({ control: 'select', ...labels('state'), options: words('candidacy_state', CANDIDACY_STATES) }),
  ),
  on: optional(partial('on', true)),
  ground: optional(area('ground', 1000, 3, true)),
  decided_by: optional(
    Type.Enum(
      [...DECIDED],
      ui({ control: 'select', ...labels('decided_by'), options: words('decided_by', DECIDED) }),
    ),
  ),
  votes_for: optional(count('votes_for')),
  votes_against: optional(count('votes_against')),
  ...sourceFields,
  reason,
});

const WHERE = {
  legend: 'selections.form.group.where',
  names: [
    'keep',
    'source',
    'source_title',
    'source_publisher',
    'source_url',
    'source_date',
    'page',
    'passage',
  ],
} as const;
const WHY = { legend: 'selections.form.group.why', names: ['reason'] } as const;

/** What stands together. */
export const EVENT_GROUPS = [
  { legend: 'selections.form.group.what', names: ['title', 'stage', 'detail'] },
  { legend: 'selections.form.group.when', names: ['on', 'time', 'until', 'basis'] },
  { legend: 'selections.form.group.effect', names: ['effect', 'to_stage', 'follows'] },
  WHERE,
  WHY,
] as const;

export const STATE_GROUPS = [
  {
    legend: 'selections.form.group.what',
    names: ['state', 'on', 'ground', 'decided_by', 'votes_for', 'votes_against'],
  },
  WHERE,
  WHY,
] as const;
