import type { VNode } from 'preact';
import type { Translate } from '../../platform/i18n/translate.ts';
import { SafeLink } from '../controls/safe-link.tsx';

export interface Tab {
  href: string;
  label: string;
  current: boolean;
  count?: number | string | undefined;
}

/** Tabs that are links: the server sends what belongs to the current one. */
export function Tabs({
  label,
  items,
  kind = 'first',
}: {
  label: string;
  items: readonly Tab[];
  /** `second`: a row below another one, within what that one chose. */
  kind?: 'first' | 'second';
}): VNode {
  return (
    <nav class={kind === 'second' ? 'tabs tabs-second' : 'tabs'} aria-label={label}>
      <ul>
        {items.map((item) => (
          <li>
            <SafeLink href={item.href} current={item.current}>
              {item.label}
              {item.count === undefined ? null : (
                <>
                  {' '}
                  <span class="tab-count">{item.count}</span>
                </>
              )}
            </SafeLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

export interface PaginationProps {
  t: Translate;
  /** Set when this is not the first page. */
  firstHref?: string | undefined;
  /** Set when there are more. */
  nextHref?: string | undefined;
}

/** Lists are paged by key: there is a start and a next page, and no page numbers. */
export function Pagination({ t, firstHref, nextHref }: PaginationProps): VNode | null {
  if (!firstHref && !nextHref) return null;
  return (
    <nav class="pagination" aria-label={t('ui.pagination.label')}>
      {firstHref ? (
        <SafeLink href={firstHref} class="button button-secondary" rel="first">
          {t('ui.pagination.first')}
        </SafeLink>
      ) : null}
      {nextHref ? (
        <SafeLink href={nextHref} class="button button-secondary" rel="next">
          {t('ui.pagination.next')}
        </SafeLink>
      ) : null}
    </nav>
  );
}
