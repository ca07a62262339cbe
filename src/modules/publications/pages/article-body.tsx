import type { VNode } from 'preact';
import { storedHtml } from '../../../platform/markdown/safe-html.ts';

/** The one place where a stored text becomes a part of a page: `html` is a column that only the renderer fills. */
export function ArticleBody({ html, lang }: { html: string; lang: string | undefined }): VNode {
  // oxlint-disable-next-line react/no-danger -- made by the renderer out of its allow list
  return <div class="article" lang={lang} dangerouslySetInnerHTML={{ __html: storedHtml(html) }} />;
}
