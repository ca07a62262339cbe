/** Settings of the module. */
import { Type } from 'typebox';
import { defineSetting } from '../../platform/settings/setting.ts';

export const MODERATION = ['before', 'after'] as const;
export type Moderation = (typeof MODERATION)[number];

export const moderation = defineSetting({
  key: 'proposals.moderation',
  schema: Type.Enum([...MODERATION]),
  default: 'before',
  summary:
    'Whether a proposal is read by somebody before everybody can read it, or (with a confirmed address only) after.',
});

/** So many steps at most: more would be a table, not a promise. */
export const MOST_THRESHOLDS = 5;

export const thresholds = defineSetting({
  key: 'proposals.thresholds',
  schema: Type.Array(
    Type.Object({
      at: Type.Integer({ minimum: 1, maximum: 10_000_000 }),
      what: Type.String({ minLength: 3, maxLength: 300 }),
    }),
    { maxItems: MOST_THRESHOLDS },
  ),
  default: [
    { at: 25, what: 'Se pone a la institución que puede decidir.' },
    { at: 100, what: 'Se lleva al próximo Encuentro de Justicia Abierta.' },
  ],
  summary: 'What follows when a proposal has so many supports, in words for the public.',
});

export type Threshold = (typeof thresholds)['default'][number];
