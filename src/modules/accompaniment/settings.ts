/** Settings of the module. */
import { Type } from 'typebox';
import { defineSetting } from '../../platform/settings/setting.ts';

/**
 * Fifty: more than a full meeting room, so that people stand behind the words whom nobody can ask again. Until then a
 * mistake can still be mended in the text itself.
 */
export const frozenFrom = defineSetting({
  key: 'accompaniment.frozen_from',
  schema: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
  default: 50,
  summary:
    'Supports (confirmed by mail, in meetings, on paper) from which the text of a proposal changes no more; after that its authors only add amendments.',
});

/** A year: longer than help with one text takes, and long enough to look up what was said when it is shown. */
export const threadDays = defineSetting({
  key: 'accompaniment.thread_days',
  schema: Type.Integer({ minimum: 30, maximum: 3650 }),
  default: 365,
  summary:
    'Days after which the words of a message between adviser and authors are removed, counted from the day it was written.',
});
