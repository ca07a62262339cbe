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
