import type { VNode } from 'preact';
import { Card } from '../../../../ui/data/card.tsx';
import { Badge } from '../../../../ui/data/tag.tsx';
import { excerpt } from '../../../../ui/excerpt.ts';
import type { EditionRow } from '../../queries/editions.ts';
import { editionPath } from '../../addresses.ts';
import { capital, daysWords, foreign } from '../words.ts';
import { type Reader, StatusTags } from './facts.tsx';
import { WindowTag } from './registration-box.tsx';

/** An edition in a list: when, what, how, and whether one can register. */
export function EditionCard(props: Reader & { edition: EditionRow; level?: 2 | 3 }): VNode {
  const { t, lang, edition, now, level = 3 } = props;
  const isOver = Temporal.Instant.compare(edition.ends_at, now) <= 0;
  return (
    <Card
      title={edition.title}
      lang={foreign(edition.language, lang)}
      href={editionPath(edition.slug)}
      level={level}
      eyebrow={capital(daysWords(edition, edition.timezone, lang))}
      footer={
        <>
          <StatusTags t={t} edition={edition} />
          {isOver || edition.status !== 'scheduled' ? null : <WindowTag {...props} />}
          <Badge>{t(`events.mode.${edition.mode}`)}</Badge>
        </>
      }
    >
      {edition.summary ? excerpt(edition.summary, 180) : null}
    </Card>
  );
}
