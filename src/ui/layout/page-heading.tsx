import type { ComponentChildren, VNode } from 'preact';
import type { Translate } from '../../platform/i18n/translate.ts';
import { SafeLink } from '../controls/safe-link.tsx';

export interface PageHeadingProps {
  /** Short line above the title: the kind of thing, the series, the section. */
  eyebrow?: string | undefined;
  title: string;
  /** One or two sentences under the title. */
  lead?: ComponentChildren;
  /** Languages of what is written in another one than the page. */
  langs?: { eyebrow?: string | undefined; title?: string | undefined; lead?: string | undefined } | undefined;
  /** 2 only where a page shows a heading as a sample. */
  level?: 1 | 2 | undefined;
  /** `band`: over the whole width on a tinted ground, for the first page of a thing (an edition, a process). */
  look?: 'plain' | 'band' | undefined;
  /** Status tags, facts, buttons below the lead. */
  children?: ComponentChildren;
}

export function PageHeading({
  eyebrow,
  title,
  lead,
  look = 'plain',
  level = 1,
  langs,
  children,
}: PageHeadingProps): VNode {
  const Heading = `h${level}` as const;
  return (
    <header class={`page-heading heading-${look}`}>
      {eyebrow ? (
        <p class="eyebrow" lang={langs?.eyebrow}>
          {eyebrow}
        </p>
      ) : null}
      <Heading lang={langs?.title}>{title}</Heading>
      {lead ? (
        <div class="lead" lang={langs?.lead}>
          {typeof lead === 'string' ? <p>{lead}</p> : lead}
        </div>
      ) : null}
      {children ? <div class="page-heading-more">{children}</div> : null}
    </header>
  );
}

export interface Crumb {
  /** Left out for the page itself. */
  href?: string | undefined;
  label: string;
  /** Of the label, where it is another one than the page's. */
  lang?: string | undefined;
}

export function Breadcrumbs({ t, items }: { t: Translate; items: readonly Crumb[] }): VNode {
  return (
    <nav class="breadcrumbs" aria-label={t('ui.breadcrumbs.label')}>
      <ol>
        {items.map((item) => (
          <li lang={item.lang}>
            {item.href ? (
              <SafeLink href={item.href}>{item.label}</SafeLink>
            ) : (
              <span aria-current="page">{item.label}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
