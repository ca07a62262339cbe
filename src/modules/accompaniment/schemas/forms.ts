/** The forms of the module. */
import Type from 'typebox';
import { ui } from '../../../platform/forms/field.ts';
import type { MessageKey } from '../../../platform/i18n/translate.ts';
import { TEXT_FIELDS } from '../../proposals/index.ts';
import { ITEMS, type Item, VERDICTS } from '../rules/checklist.ts';
import { LONGEST_AMENDMENT, LONGEST_MESSAGE } from '../rules/limits.ts';

const key = (name: string) => `accompaniment.form.${name}` as MessageKey;

const long = (name: string, maxLength: number, rows: number) =>
  Type.String({
    minLength: 1,
    maxLength,
    ...ui({ control: 'textarea', label: key(name), hint: key(`${name}.hint`), rows }),
  });

/** From the authors, or from the desk: what is said beside it differs. */
export const MessageForm = Type.Object({ words: long('words', LONGEST_MESSAGE, 5) });
export const DeskMessageForm = Type.Object({ words: long('desk_words', LONGEST_MESSAGE, 5) });

const { title, problem, affected, summary } = TEXT_FIELDS;
const TEXT = { title, problem, affected, summary };

/** The desk suggests a text. */
export const SuggestForm = Type.Object({ ...TEXT, why: long('why', 600, 3) });

/** The authors of a public one want another text. */
export const ChangeForm = Type.Object({ ...TEXT, why: long('own_why', 600, 3) });

const answer = (name: string) =>
  Type.Optional(
    Type.String({
      maxLength: 2000,
      ...ui({ control: 'textarea', label: key(name), hint: key(`${name}.hint`), rows: 3 }),
    }),
  );

/** What the authors say to a suggestion. */
export const AnswerForm = Type.Object({
  decision: Type.Enum(
    ['accept', 'refuse'],
    ui({
      control: 'radio',
      label: key('decision'),
      options: [
        { value: 'accept', label: key('decision.accept') },
        { value: 'refuse', label: key('decision.refuse') },
      ],
    }),
  ),
  answer: answer('answer'),
});

/** What the desk says to a change of a public text; a refusal needs words. */
export const ReviewForm = Type.Object({
  decision: Type.Enum(
    ['accept', 'refuse'],
    ui({
      control: 'radio',
      label: key('review'),
      options: [
        { value: 'accept', label: key('review.accept') },
        { value: 'refuse', label: key('review.refuse') },
      ],
    }),
  ),
  answer: answer('desk_answer'),
});

export const AmendForm = Type.Object({ words: long('amendment', LONGEST_AMENDMENT, 8) });

export const AmendmentForm = Type.Object({ answer: answer('desk_answer') });

export const SettingsForm = Type.Object({
  frozen_from: Type.Integer({
    minimum: 1,
    maximum: 1_000_000,
    ...ui({ control: 'number', label: key('frozen_from'), hint: key('frozen_from.hint') }),
  }),
});

export const AssignForm = Type.Object({
  adviser: Type.String({
    maxLength: 60,
    ...ui({ control: 'select', label: key('adviser'), hint: key('adviser.hint'), options: [] }),
  }),
});

const verdict = (item: Item) =>
  Type.Optional(
    Type.Enum(
      ['none', ...VERDICTS],
      ui({
        control: 'radio',
        label: key('verdict'),
        hint: `accompaniment.look.${item}` as MessageKey,
        options: [
          { value: 'none', label: 'accompaniment.verdict.none' },
          ...VERDICTS.map((value) => ({ value, label: `accompaniment.verdict.${value}` as const })),
        ],
      }),
    ),
  );

const note = Type.Optional(
  Type.String({
    maxLength: 2000,
    ...ui({ control: 'textarea', label: key('note'), hint: key('note.hint'), rows: 2 }),
  }),
);

export const verdictName = (item: Item): string => `${item}_verdict`;
export const noteName = (item: Item): string => `${item}_note`;

export const ChecksForm = Type.Object(
  Object.fromEntries(
    ITEMS.flatMap((item) => [
      [verdictName(item), verdict(item)],
      [noteName(item), note],
    ]),
  ),
);
