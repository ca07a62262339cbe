/** What a suggested text takes out of the one that stands, and puts in: drawn like the versions of the past. */
import type { VNode } from 'preact';
import { compareFields } from '../../../platform/history/difference.ts';
import type { Translate } from '../../../platform/i18n/translate.ts';
import { Difference } from '../../../ui/data/difference.tsx';
import type { Text } from '../rules/text.ts';
import { fieldsOfText } from './words.ts';

export interface TextDifferencesProps {
  t: Translate;
  before: Text;
  after: Text;
  /** Of the proposal, where it is not the page's. */
  lang: string | undefined;
  /** What stands on the left and on the right, in words. */
  names: { before: string; after: string };
}

export function TextDifferences({ t, before, after, lang, names }: TextDifferencesProps): VNode {
  const differences = compareFields(fieldsOfText(t, before), fieldsOfText(t, after));
  if (differences.length === 0) return <p>{t('accompaniment.difference.none')}</p>;
  return (
    <>
      {differences.map((field) => (
        <section class="difference-field">
          <h3>{field.label}</h3>
          {field.rows.some((row) => row.kind === 'changed') ? (
            <Difference t={t} rows={field.rows} before={names.before} after={names.after} lang={lang} />
          ) : (
            <p class="soft">{t('accompaniment.difference.only_space')}</p>
          )}
        </section>
      ))}
    </>
  );
}
