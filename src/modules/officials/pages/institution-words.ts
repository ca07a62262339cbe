/** Names of properties in words. Pure. */
import { isMessageKey, type Translate } from '../../../platform/i18n/translate.ts';

/** @param name of a property, or `{subject}/{property}` as a page of facts marks it */
export function propertyWords(t: Translate, name: string): string {
  const property = name.slice(name.lastIndexOf('/') + 1);
  const key = `officials.property.${property}`;
  return isMessageKey(key) ? t(key) : property;
}
