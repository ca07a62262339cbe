/** The forms of the module. */
import Type from 'typebox';
import { EMAIL_PATTERN } from '../../../platform/forms/email.ts';
import { ui } from '../../../platform/forms/field.ts';
import type { MessageKey } from '../../../platform/i18n/translate.ts';
import { ANSWER_KINDS, DELIVERY_KINDS } from '../tables.ts';

const key = (name: string) => `answers.form.${name}` as MessageKey;
const day = (name: string) => Type.String({ format: 'date', ...ui({ control: 'date', label: key(name) }) });
const line = (name: string, maxLength = 200) =>
  Type.String({
    minLength: 2,
    maxLength,
    ...ui({ control: 'text', label: key(name), hint: key(`${name}.hint`) }),
  });
const long = (name: string, rows = 6) =>
  Type.String({
    minLength: 3,
    maxLength: 8000,
    ...ui({ control: 'textarea', label: key(name), hint: key(`${name}.hint`), rows }),
  });

/** Puts a proposal to an institution; the choices come out of the database. */
export const AskForm = Type.Object({
  institution: Type.String({
    maxLength: 60,
    ...ui({ control: 'select', label: key('institution'), options: [] }),
  }),
  words: long('words', 5),
  asked_on: day('asked_on'),
  email: Type.Optional(
    Type.String({
      maxLength: 254,
      pattern: EMAIL_PATTERN,
      ...ui({ control: 'email', label: key('email'), hint: key('email.hint') }),
    }),
  ),
});

const KIND = Type.Enum(
  [...ANSWER_KINDS],
  ui({
    control: 'radio',
    label: key('kind'),
    options: ANSWER_KINDS.map((value) => ({ value, label: `answers.kind.${value}` as const })),
  }),
);

const WHO = { person: line('person'), position: line('position') };

const REFERRED = Type.Optional(
  Type.String({
    maxLength: 200,
    ...ui({
      control: 'text',
      label: key('referred_to'),
      hint: key('referred_to.hint'),
      shownWhen: { field: 'kind', values: ['referred'] },
    }),
  }),
);

/** By the institution itself: by the signed link, or by its account. */
export const ReplyForm = Type.Object({
  kind: KIND,
  referred_to: REFERRED,
  words: long('answer', 8),
  ...WHO,
});

/** As somebody of the organisation heard or read it. */
export const TranscribeForm = Type.Object({
  channel: Type.Enum(
    ['oral', 'letter'],
    ui({
      control: 'radio',
      label: key('channel'),
      options: [
        { value: 'oral', label: 'answers.channel.oral' },
        { value: 'letter', label: 'answers.channel.letter' },
      ],
    }),
  ),
  circumstances: line('circumstances', 400),
  on_date: day('on_date'),
  kind: KIND,
  referred_to: REFERRED,
  words: long('answer', 6),
  ...WHO,
});

/** Of a photo or a scan of a stamped paper, as it is sent. */
export const PAPER_BYTES = 10_000_000;

export const DeliveryForm = Type.Object({
  delivery: Type.Enum(
    [...DELIVERY_KINDS],
    ui({
      control: 'radio',
      label: key('delivery'),
      options: DELIVERY_KINDS.map((value) => ({ value, label: `answers.delivery.${value}` as const })),
    }),
  ),
  note: line('note', 300),
  delivered_on: day('delivered_on'),
});

/** A new link, there or to another address. */
export const SendForm = Type.Object({
  address: Type.Optional(
    Type.String({
      maxLength: 254,
      pattern: EMAIL_PATTERN,
      ...ui({ control: 'email', label: key('address'), hint: key('address.hint') }),
    }),
  ),
});

/** Why an answer is a receipt; empty: it is an answer after all. */
export const ReceiptForm = Type.Object({ receipt: line('receipt', 300) });

/** Which account speaks for which institution; the choices come out of the database. */
export const AccountForm = Type.Object({
  user: Type.String({ maxLength: 60, ...ui({ control: 'select', label: key('user'), options: [] }) }),
  institution: Type.String({
    maxLength: 60,
    ...ui({ control: 'select', label: key('institution'), options: [] }),
  }),
});

export const CloseForm = Type.Object({ reason: line('reason', 300) });
