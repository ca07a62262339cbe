/** The settings of staff accounts. */
import { Type } from 'typebox';
import { ROLES } from '../../platform/access/access.ts';
import { organisationSetting } from '../../platform/settings/organisation.ts';
import { defineSetting } from '../../platform/settings/setting.ts';

export const requireSecondFactor = defineSetting({
  key: 'accounts.require_second_factor',
  schema: Type.Array(Type.Enum(ROLES)),
  default: ['administrator'],
  summary:
    'Roles that can do nothing in the back office before they have a second factor; others are asked to.',
});

export const keyCopyConfirmed = defineSetting({
  key: 'accounts.key_copy_confirmed',
  schema: Type.Object({ keyId: Type.String(), at: Type.String() }),
  default: { keyId: '', at: '' },
  summary: 'For which secret key, and when, somebody confirmed that a copy is kept apart.',
});

export const SETTINGS = [organisationSetting, requireSecondFactor, keyCopyConfirmed];
