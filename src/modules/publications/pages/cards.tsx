/** A publication among others: a card, or large at the head of its section. */
import type { VNode } from 'preact';
import type { PictureFacts } from '../../../platform/files/pictures.ts';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { Picture } from '../../../ui/data/picture.tsx';
import { excerpt } from '../../../ui/excerpt.ts';
import { publicationPath } from '../addresses.ts';
import type { ListedPublication } from '../queries/public.ts';
import { dayWords, foreign, minutesOf, type Reader } from './words.ts';

/** With its picture, where it has one of ours. */
export type ShownPublication = ListedPublication & { picture?: PictureFacts | undefined };

interface CardProps extends Reader {
  item: ShownPublication;
}

/** The whole card can be pressed, yet only the title is the link: read once by a screen reader. */
export function PublicationCard({ item, level = 3, ...reader }: CardProps & { level?: 2 | 3 }): VNode {
  const { t, lang } = reader;
  const Heading = `h${level}` as const;
  const other = foreign(item.lang, lang);
  return (
    <article class="card card-link pub-card">
      {item.picture ? <Thumb picture={item.picture} alt={item.image_alt} /> : null}
      <div class="card-body">
        <p class="eyebrow">
          {t(`publications.type.${item.type}`)}
          <Day {...reader} item={item} />
        </p>
        <Heading lang={other}>
          <SafeLink href={publicationPath(item)}>{item.title}</SafeLink>
        </Heading>
        {item.summary ? <p lang={other}>{excerpt(item.summary, 190)}</p> : null}
      </div>
      {item.categories.length > 0 ? (
        <p class="card-footer">{item.categories.map(({ title }) => title).join(' · ')}</p>
      ) : null}
    </article>
  );
}

export function LeadStory({ item, ...reader }: CardProps): VNode {
  const { t, lang } = reader;
  const other = foreign(item.lang, lang);
  const minutes = minutesOf(item.words);
  return (
    <article class={item.picture ? 'lead-story lead-story-picture card-link' : 'lead-story card-link'}>
      {item.picture ? <Thumb picture={item.picture} alt={item.image_alt} eager /> : null}
      <div class="lead-story-words">
        <p class="eyebrow">
          {t(`publications.type.${item.type}`)}
          <Day {...reader} item={item} />
        </p>
        <h2 lang={other}>
          <SafeLink href={publicationPath(item)}>{item.title}</SafeLink>
        </h2>
        {item.summary ? (
          <p class="lead-story-text" lang={other}>
            {excerpt(item.summary, 320)}
          </p>
        ) : null}
        <p class="soft">
          {[
            item.author_name && t('publications.page.by', { name: item.author_name }),
            minutes === undefined ? '' : t('publications.page.minutes', { count: minutes }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
    </article>
  );
}

function Day({ item, ...reader }: CardProps): VNode | null {
  if (!item.dated_at) return null;
  return (
    <>
      {' · '}
      <time datetime={item.dated_at.toString({ smallestUnit: 'second' })}>
        {dayWords(reader, item.dated_at)}
      </time>
    </>
  );
}

/** Beside its title the picture says nothing that the title does not, unless somebody wrote words for it. */
function Thumb({ picture, alt, eager }: { picture: PictureFacts; alt: string; eager?: boolean }): VNode {
  return (
    <Picture
      picture={picture}
      alt={alt || picture.alt}
      sizes="(min-width: 45rem) 26rem, 92vw"
      eager={eager}
    />
  );
}
