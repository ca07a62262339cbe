/** How long a file stays that no record uses. */
import { Type } from 'typebox';
import { defineSetting } from '../../platform/settings/setting.ts';

export const unusedFilesDays = defineSetting({
  key: 'site.unused_files_days',
  schema: Type.Integer({ minimum: 1, maximum: 3650 }),
  default: 30,
  summary:
    'Days after which a file that no record uses is taken away, unless it was put into the library to stay.',
});
