/** What a property of a person is called. Pure. */
import { isMessageKey, type Translate } from '../../../platform/i18n/translate.ts';

export function personField(property: string, t: Translate): string {
  const key = `officials.person.field.${property}`;
  return isMessageKey(key) ? t(key) : property;
}
