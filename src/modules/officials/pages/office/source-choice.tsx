/** The way to a source: look for one that is there, or make one. */
import type { VNode } from 'preact';
import type { Lang, Translate } from '../../../../platform/i18n/translate.ts';
import { OFFICE_SOURCES } from '../../../../platform/sources/paths.ts';
import type { Source } from '../../../../platform/sources/queries.ts';
import { SafeLink } from '../../../../ui/controls/safe-link.tsx';
import { FilterForm, HiddenFields } from '../../../../ui/controls/form.tsx';
import { TextField } from '../../../../ui/controls/text-field.tsx';
import { Disclosure } from '../../../../ui/data/disclosure.tsx';
import { partialDateWords } from '../../../../ui/data/partial-date.ts';

export interface SourceChoiceProps {
  t: Translate;
  lang: Lang;
  /** The page of the form itself. */
  here: string;
  /** What its address says besides. */
  kept: Readonly<Record<string, string>>;
  /** Words that were looked for; empty: nothing yet. */
  asked: string;
  found: readonly Source[] | undefined;
}

export function SourceChoice({ t, lang, here, kept, asked, found }: SourceChoiceProps): VNode {
  const choose = (id: string) => `${here}?${new URLSearchParams({ ...kept, fuente: id }).toString()}`;
  return (
    <Disclosure summary={t('officials.office.other_source')} open={asked !== ''}>
      <FilterForm
        t={t}
        action={here}
        label={t('officials.office.find_source')}
        submit={t('officials.office.find_source')}
      >
        <HiddenFields fields={kept} />
        <TextField
          t={t}
          id="buscar-fuente"
          name="buscar"
          type="search"
          label={t('officials.office.source_words')}
          value={asked}
          mark={false}
        />
      </FilterForm>
      {found?.length === 0 ? <p>{t('officials.office.no_source_found')}</p> : null}
      {found && found.length > 0 ? (
        <ul class="link-list">
          {found.map((source) => (
            <li>
              <SafeLink class="link-title" href={choose(source.id)}>
                {source.title}
              </SafeLink>
              <p class="soft">
                {[
                  source.publisher,
                  partialDateWords(
                    {
                      printed: source.date_printed,
                      from: source.date_from,
                      precision: source.date_precision,
                    },
                    lang,
                  ),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
            </li>
          ))}
        </ul>
      ) : null}
      <p>
        <SafeLink href={`${OFFICE_SOURCES}/nueva`}>{t('officials.office.new_source')}</SafeLink>
      </p>
    </Disclosure>
  );
}
