/** What stands in `<head>` for those who share a page or read it by machine. */
import type { VNode } from 'preact';
import { LOCALE_OF } from '../../../../platform/i18n/translate.ts';
import { JsonLd } from '../../../../ui/render.tsx';
import { calendarPath, schedulePath } from '../../addresses.ts';
import type { Reader } from './facts.tsx';

export interface HeadProps extends Pick<Reader, 'lang' | 't'> {
  title: string;
  description: string;
  /** Absolute address of the page. */
  url: string;
  /** Name of the organisation. */
  site: string;
  /** Slug of the edition whose programme can be subscribed to and read by programs. */
  calendarOf?: string | undefined;
  jsonLd?: unknown;
}

export function ShareHead({ lang, t, title, description, url, site, calendarOf, jsonLd }: HeadProps): VNode {
  return (
    <>
      <meta property="og:type" content="website" />
      <meta property="og:title" content={title} />
      {description ? <meta property="og:description" content={description} /> : null}
      <meta property="og:url" content={url} />
      <meta property="og:site_name" content={site} />
      <meta property="og:locale" content={LOCALE_OF[lang].replace('-', '_')} />
      <meta name="twitter:card" content="summary" />
      {calendarOf ? <Alternates title={t('events.programme.title')} slug={calendarOf} /> : null}
      {jsonLd ? <JsonLd data={jsonLd} /> : null}
    </>
  );
}

/** The programme as programs read it. */
function Alternates({ title, slug }: { title: string; slug: string }): VNode {
  const files = [
    { type: 'text/calendar', href: calendarPath(slug) },
    { type: 'application/json', href: schedulePath(slug, 'json') },
    { type: 'application/vnd.c3voc.schedule+xml', href: schedulePath(slug, 'xml') },
  ];
  return (
    <>
      {files.map(({ type, href }) => (
        <link rel="alternate" type={type} title={title} href={href} />
      ))}
    </>
  );
}
