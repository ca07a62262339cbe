/** What `ja doctor` asks of certificates. */
import type { Check } from '../../../platform/module.ts';
import { findSigningKey } from './keys.ts';

export const checkKey: Check = {
  name: 'certificate key',
  run: async ({ db, vault }) => {
    const key = await findSigningKey(db, vault);
    if (key === 'unreadable')
      return {
        level: 'fail',
        detail:
          'The key that signs certificates was sealed with another key file: put that file back, or change the key in the back office.',
      };
    return {
      level: 'ok',
      detail: key ? `Key ${key.id} signs.` : 'No certificate was issued yet; the key is made with the first.',
    };
  },
};
