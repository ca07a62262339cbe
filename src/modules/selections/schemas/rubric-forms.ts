/** The forms for tables of grades, sheets of scores, and the points of one candidate: a field for each aspect there is. */
import Type, { type TOptional, type TSchema } from 'typebox';
import { type FieldUi, ui } from '../../../platform/forms/field.ts';
import type { Translate } from '../../../platform/i18n/translate.ts';
import {
  area,
  asPrinted,
  choice,
  count,
  type FormGroup,
  line,
  optional,
  partial,
  points,
  reason,
  sourceFields,
  tick,
  whatGroup,
  WHERE,
  WHY,
} from './desk-fields.ts';

/** The place of an aspect in a form, by its key: names of fields have a meaning for the dot. */
export const slotOf = (key: string): string => key.replaceAll('.', '_');
/** Of one that is not there yet; no key begins like that. */
export const freshSlot = (at: number): string => `_${at}`;

const each = <S extends TSchema>(slots: readonly string[], field: (slot: string) => S) =>
  Type.Object(
    Object.fromEntries(slots.map((slot) => [slot, optional(field(slot))])) as Record<string, TOptional<S>>,
  );

/** @param aspects their places */
export const rubricForm = (aspects: readonly string[]) =>
  Type.Object({
    title: line('rubric_title', 300),
    adopted: optional(tick('adopted')),
    proposed_by: optional(line('proposed_by', 500)),
    decided_on: optional(partial('decided_on', true)),
    in_force_from: optional(partial('in_force_from')),
    votes_for: optional(count('votes_for')),
    votes_against: optional(count('votes_against')),
    present: optional(count('present')),
    cut_off: optional(points('cut_off')),
    note: optional(area('note', 2000, 2)),
    label: each(aspects, () => line('aspect_label', 300)),
    max: each(aspects, () => points('aspect_max')),
    part: each(aspects, () => choice('aspect_part', true)),
    rule: each(aspects, () => area('aspect_rule', 1000, 2)),
    as_printed: asPrinted,
    ...sourceFields,
    reason,
  });

export const rubricGroups = (aspects: readonly string[], t: Translate): readonly FormGroup[] => [
  whatGroup('title', 'adopted', 'proposed_by', 'decided_on', 'in_force_from'),
  {
    legend: 'selections.form.group.voted',
    names: ['votes_for', 'votes_against', 'present', 'cut_off', 'note'],
  },
  ...aspects.map((slot, at) => ({
    legend: { text: t('selections.form.group.aspect', { number: at + 1 }) },
    names: [`label.${slot}`, `max.${slot}`, `part.${slot}`, `rule.${slot}`],
    folded: {
      below: `max.${slot}`,
      summary: 'selections.form.aspect_more' as const,
      names: [`part.${slot}`, `rule.${slot}`],
    },
  })),
  { legend: 'selections.form.group.printed', names: ['as_printed'] },
  WHERE,
  WHY,
];

export const SheetForm = Type.Object({
  title: line('sheet_title', 300),
  rubric: optional(choice('rubric', true)),
  grader: optional(line('grader', 300, true)),
  on: optional(partial('on', true)),
  note: optional(area('note', 2000, 2)),
  as_printed: asPrinted,
  ...sourceFields,
  reason,
});

export const SHEET_GROUPS: readonly FormGroup[] = [
  whatGroup('title', 'rubric', 'as_printed', 'grader', 'on', 'note'),
  WHERE,
  WHY,
];

/** @param aspects by their places, in words, with their maxima */
export const scoresForm = (aspects: ReadonlyMap<string, string>) =>
  Type.Object({
    points: each([...aspects.keys()], (slot) =>
      Type.Number({
        minimum: 0,
        maximum: 100_000,
        ...ui({ control: 'number', label: { text: aspects.get(slot) ?? '' }, mark: false } satisfies FieldUi),
      }),
    ),
    printed_total: optional(points('printed_total')),
    as_printed: asPrinted,
    reason,
  });

export const scoresGroups = (aspects: ReadonlyMap<string, string>): readonly FormGroup[] => [
  {
    legend: 'selections.form.group.points',
    names: [...[...aspects.keys()].map((slot) => `points.${slot}`), 'printed_total', 'as_printed'],
  },
  WHY,
];
