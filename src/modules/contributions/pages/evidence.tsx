/** What shows that it worked: each piece with its source and date. */
import type { VNode } from 'preact';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { Prose } from '../../../ui/data/prose.tsx';
import type { Evidence } from '../tables.ts';
import { dayWords, hostOf, type Reader } from './words.ts';

export function EvidenceList({
  reader: { t, lang },
  evidence,
}: {
  reader: Pick<Reader, 't' | 'lang'>;
  evidence: readonly Evidence[];
}): VNode {
  return (
    <ul class="plain-list stack stack-normal">
      {evidence.map((piece) => (
        <li>
          <Prose text={piece.text} />
          {piece.link || piece.date ? (
            <p class="soft">
              {piece.link ? (
                <SafeLink href={piece.link} rel="nofollow ugc noopener noreferrer">
                  {t('contributions.evidence.source', { host: hostOf(piece) })}
                </SafeLink>
              ) : null}
              {piece.link && piece.date ? ' · ' : null}
              {piece.date ? <time datetime={piece.date}>{dayWords(piece.date, lang)}</time> : null}
            </p>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
