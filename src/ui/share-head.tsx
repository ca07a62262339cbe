/** What stands in `<head>` for those who share a page or read it by machine. */
import type { VNode } from 'preact';
import { type Lang, LOCALE_OF } from '../platform/i18n/translate.ts';

export interface ShareHeadProps {
  lang: Lang;
  /** `website` when left out. */
  type?: 'article' | undefined;
  title: string;
  description?: string | undefined;
  /** Absolute address of the page. */
  url: string;
  /** Name of the organisation. */
  site: string;
  /** Absolute address of a PNG of 1200 × 630. */
  card?: string | undefined;
  alternates?: readonly { type: string; title: string; href: string }[] | undefined;
}

export function ShareHead(props: ShareHeadProps): VNode {
  const { lang, type, title, description, url, site, card, alternates = [] } = props;
  return (
    <>
      <meta property="og:type" content={type ?? 'website'} />
      <meta property="og:title" content={title} />
      {description ? <meta property="og:description" content={description} /> : null}
      <meta property="og:url" content={url} />
      <meta property="og:site_name" content={site} />
      <meta property="og:locale" content={LOCALE_OF[lang].replace('-', '_')} />
      <meta name="twitter:card" content={card ? 'summary_large_image' : 'summary'} />
      {card ? (
        <>
          <meta property="og:image" content={card} />
          <meta property="og:image:width" content="1200" />
          <meta property="og:image:height" content="630" />
          <meta property="og:image:alt" content={title} />
        </>
      ) : null}
      {alternates.map((other) => (
        <link rel="alternate" type={other.type} title={other.title} href={other.href} />
      ))}
    </>
  );
}
