/** The way to the text that explains a law. */
import type { VNode } from 'preact';
import type { Translate } from '../../../../platform/i18n/translate.ts';
import { FilterForm, HiddenFields } from '../../../../ui/controls/form.tsx';
import { SafeLink } from '../../../../ui/controls/safe-link.tsx';
import { TextField } from '../../../../ui/controls/text-field.tsx';
import { Disclosure } from '../../../../ui/data/disclosure.tsx';

export interface LawChoiceProps {
  t: Translate;
  /** The page of the form itself. */
  here: string;
  /** What its address says besides. */
  kept: Readonly<Record<string, string>>;
  /** Words that were looked for; empty: nothing yet. */
  asked: string;
  found: readonly { id: string; title: string }[] | undefined;
  /** The choice of the source, which stands above. */
  source: VNode;
}

export function LawChoice({ t, here, kept, asked, found, source }: LawChoiceProps): VNode {
  return (
    <>
      {source}
      <Disclosure summary={t('officials.office.choose_law')} open={asked !== ''}>
        <FilterForm
          t={t}
          action={here}
          label={t('officials.office.find_law')}
          submit={t('officials.office.find_law')}
        >
          <HiddenFields fields={kept} />
          <TextField
            t={t}
            id="buscar-norma"
            name="buscar_norma"
            type="search"
            label={t('officials.office.law_words')}
            value={asked}
            mark={false}
          />
        </FilterForm>
        {found?.length === 0 ? <p>{t('officials.office.no_law_found')}</p> : null}
        {found && found.length > 0 ? (
          <ul class="link-list">
            {found.map(({ id, title }) => (
              <li>
                <SafeLink
                  class="link-title"
                  href={`${here}?${new URLSearchParams({ ...kept, norma: id }).toString()}`}
                >
                  {title}
                </SafeLink>
              </li>
            ))}
          </ul>
        ) : null}
      </Disclosure>
    </>
  );
}
