/** The one large field, on the page of the search and on the first page. Wants `search.css` and `search.js`. */
import type { VNode } from 'preact';
import type { Translate } from '../../../platform/i18n/translate.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { SEARCH, SUGGESTIONS } from '../addresses.ts';

export interface SearchFormProps {
  t: Translate;
  /** As it was typed. */
  text?: string;
  /** Only among these. */
  kind?: string | undefined;
}

export function SearchForm({ t, text = '', kind }: SearchFormProps): VNode {
  return (
    <search>
      <form class="search-form" action={SEARCH} method="get">
        <label for="q">{t('site.search.field')}</label>
        <div class="search-row">
          <div class="search-box" data-suggest={SUGGESTIONS}>
            <input
              class="input"
              id="q"
              name="q"
              type="search"
              value={text}
              maxlength={200}
              autocomplete="off"
              autocapitalize="none"
              enterkeyhint="search"
              data-suggest-list={t('site.search.suggestions')}
              data-suggest-count={t('site.search.suggestions_count')}
            />
          </div>
          {kind === undefined ? null : <input type="hidden" name="tipo" value={kind} />}
          <Button>{t('site.search.submit')}</Button>
        </div>
      </form>
    </search>
  );
}
