/** A whole HTML document around one page. */
import type { ComponentChild, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { OfficePage } from './layout/office-page.tsx';
import { PublicPage } from './layout/public-page.tsx';
import { languageHref } from './layout/shell.ts';
import type { Shell } from './layout/shell.ts';
import { LANGUAGES } from '../platform/i18n/translate.ts';

export interface DocumentProps {
  shell: Shell;
  /** Of the page alone; the organisation's name is added. */
  title: string;
  description?: string | undefined;
  /** Absolute address of the page. Search engines get the other languages from it. */
  canonical?: string | undefined;
  /** More nodes for `<head>`: feeds, share cards, `<JsonLd>`. */
  head?: VNode | undefined;
  /** Plain scripts (no modules: they also run in a page saved to disk), after the page is read. */
  scriptHrefs?: readonly string[] | undefined;
  /** Pages that must not be found by search engines: secret links, the back office. */
  noIndex?: boolean | undefined;
  /** `public` (default), `office`, or `bare` for a body that brings its own frame. */
  frame?: 'public' | 'office' | 'bare' | undefined;
  body: VNode;
}

/** @returns the document from `<!doctype html>` on; every text in it is escaped. */
export function renderDocument(props: DocumentProps): string {
  return `<!doctype html>\n${renderToString(<Document {...props} />)}`;
}

/** A fragment of HTML, for mails and tests. */
export function renderFragment(node: VNode): string {
  return renderToString(node);
}

function Document(props: DocumentProps): VNode {
  const { shell, title } = props;
  const name = shell.organization.name;
  return (
    <html lang={shell.lang}>
      <head>
        <meta charset="utf-8" />
        <title>{title === name ? title : `${title} · ${name}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        {props.description ? <meta name="description" content={props.description} /> : null}
        {props.noIndex || props.frame === 'office' ? (
          <meta name="robots" content="noindex, nofollow" />
        ) : null}
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" media="(prefers-color-scheme: light)" content="#ffffff" />
        <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#111816" />
        {props.canonical ? canonicalLinks(props.canonical) : null}
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link rel="manifest" href="/manifest.webmanifest" />
        <link rel="stylesheet" href={shell.cssHref} />
        {shell.scriptHref ? <script type="module" src={shell.scriptHref} /> : null}
        {props.scriptHrefs?.map((href) => (
          <script defer src={href} />
        ))}
        {props.head ?? null}
      </head>
      <body class={`frame-${props.frame ?? 'public'}`}>{frame(props)}</body>
    </html>
  );
}

function frame({ frame: kind, shell, body }: DocumentProps): ComponentChild {
  if (kind === 'bare') return body;
  return kind === 'office' ? (
    <OfficePage shell={shell}>{body}</OfficePage>
  ) : (
    <PublicPage shell={shell}>{body}</PublicPage>
  );
}

function canonicalLinks(canonical: string): VNode {
  const url = URL.parse(canonical);
  return (
    <>
      <link rel="canonical" href={canonical} />
      {url
        ? LANGUAGES.map((lang) => (
            <link
              rel="alternate"
              hreflang={lang}
              href={url.origin + languageHref(url.pathname + url.search, lang)}
            />
          ))
        : null}
    </>
  );
}

/** schema.org data for `head`. A data block, so the content policy lets it pass without a nonce. */
export function JsonLd({ data }: { data: unknown }): VNode {
  // oxlint-disable-next-line react/no-danger -- the one place: jsonForScript leaves no sign that HTML knows
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: jsonForScript(data) }} />;
}

/** JSON that cannot close its `<script>` nor open a comment in it. */
export function jsonForScript(data: unknown): string {
  return (JSON.stringify(data) ?? 'null')
    .replaceAll('<', '\\u003c')
    .replaceAll('>', '\\u003e')
    .replaceAll('&', '\\u0026')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}
