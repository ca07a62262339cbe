/** What stands in a page where a player or form could be: it is loaded only when somebody presses. */
import type { Element } from 'hast';
import { toHtml } from 'hast-util-to-html';
import type { Translate } from '../i18n/translate.ts';
import { type Embed, embedOf } from './embed-hosts.ts';
import type { SafeHtml } from './safe-html.ts';
import { el, textNode } from './tree.ts';

/** @param title as its text calls it; empty: it does not */
export function stillOf({ kind, host, frame, page }: Embed, title: string, t: Translate): Element {
  const name = title || t(`platform.markdown.still.${kind}`, { host });
  return el(
    'figure',
    {
      className: ['still', `still-${kind}`],
      dataEmbed: frame,
      dataTitle: name,
      dataPress: t('platform.markdown.still.press'),
    },
    el('p', { className: ['still-title'] }, textNode(name)),
    el(
      'p',
      { className: ['still-link'] },
      outwardLink(page, t(`platform.markdown.still.open_${kind}`, { host })),
    ),
    el('figcaption', {}, textNode(t('platform.markdown.still.note', { host }))),
  );
}

export function outwardLink(href: string, words: string): Element {
  return el('a', { href, rel: ['noopener', 'noreferrer'] }, textNode(words));
}

/**
 * The still of an address by itself.
 * @returns also the host that its frame is loaded from; undefined for what may not be shown here
 */
export function stillAt(
  address: string,
  title: string,
  t: Translate,
): { html: SafeHtml; host: string } | undefined {
  const embed = embedOf(address);
  return embed && { html: toHtml(stillOf(embed, title, t)) as SafeHtml, host: new URL(embed.frame).host };
}
