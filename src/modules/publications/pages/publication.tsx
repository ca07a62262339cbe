/** One publication as it can be read: article, video, course, report, initiative, law or term. */
import type { ComponentChildren, VNode } from 'preact';
import type { PictureFacts } from '../../../platform/files/pictures.ts';
import type { Note } from '../../../platform/additions.ts';
import { Button, ButtonRow } from '../../../ui/controls/button.tsx';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { Disclosure } from '../../../ui/data/disclosure.tsx';
import { Prose } from '../../../ui/data/prose.tsx';
import { SummaryList, type SummaryRow } from '../../../ui/data/summary-list.tsx';
import { Breadcrumbs, PageHeading } from '../../../ui/layout/page-heading.tsx';
import { publicationPath, SECTION_PATHS } from '../addresses.ts';
import type { PublishedPublication } from '../queries/public.ts';
import type { Section as SectionName, StoredHeading } from '../tables.ts';
import type { ShownPublication } from './cards.tsx';
import { Foot } from './publication-foot.tsx';
import { Picture } from '../../../ui/data/picture.tsx';
import { saysAgain } from '../rules/says-again.ts';
import { dayWords, foreign, isoDayWords, longDayWords, minutesOf, type Reader } from './words.ts';

/** What the page shows of a publication; a preview has the same of a draft. */
export type ShownText = Pick<
  PublishedPublication,
  | 'id'
  | 'type'
  | 'section'
  | 'slug'
  | 'title'
  | 'summary'
  | 'lang'
  | 'author_name'
  | 'author_email'
  | 'image_alt'
  | 'link'
  | 'law'
  | 'course'
  | 'headings'
  | 'words'
  | 'opening'
  | 'version'
  | 'updated_at'
  | 'dated_at'
  | 'first_published_at'
  | 'categories'
>;

export interface RelatedRecord {
  title: string;
  href: string;
  /** What kind of thing, in words. */
  kind: string;
}

export interface PublicationPageProps extends Reader {
  item: ShownText;
  /** The text, dressed for the page. */
  body: VNode;
  picture?: PictureFacts | undefined;
  related: readonly RelatedRecord[];
  /** The latest others that speak of the same. */
  others: readonly ShownPublication[];
  /** The latest of its section, where nothing speaks of the same. */
  latest: readonly ShownPublication[];
  /** The law of a term, or the term of a law. */
  namesake?: { title: string; href: string } | undefined;
  /** Marks of the notes that prove what the lead says. */
  leadMarks?: VNode | undefined;
  /** Numbered notes with the sources. */
  citations?: VNode | undefined;
  notes: readonly Note[];
  licence?: { name: string; href: string } | undefined;
  /** Of a video that can be seen here: its still. */
  still?: VNode | undefined;
  /** Of a draft: no address of its own, no history. */
  isPreview?: boolean | undefined;
}

export function PublicationPage(props: PublicationPageProps): VNode {
  const { t, lang, item } = props;
  const other = foreign(item.lang, lang);
  const contents = contentsOf(item);
  return (
    <article class={`publication publication-${item.type}`}>
      <Breadcrumbs
        t={t}
        items={[
          { href: SECTION_PATHS[item.section], label: t(`publications.section.${item.section}`) },
          { label: item.title, lang: other },
        ]}
      />
      <PageHeading
        eyebrow={t(`publications.type.${item.type}`)}
        title={item.title}
        lead={
          isLeadShown(props) ? (
            <p>
              {item.summary}
              {props.leadMarks ?? null}
            </p>
          ) : undefined
        }
        langs={{ title: other, lead: other }}
      >
        <Byline {...props} />
      </PageHeading>
      {props.picture ? (
        <figure class="publication-picture">
          <Picture
            picture={props.picture}
            alt={item.image_alt || props.picture.alt}
            sizes="(min-width: 72rem) 72rem, 100vw"
            eager
          />
          {props.picture.credit ? <figcaption>{props.picture.credit}</figcaption> : null}
        </figure>
      ) : null}
      <div class={contents.length > 0 ? 'publication-columns has-contents' : 'publication-columns'}>
        {contents.length > 0 ? <Contents t={t} lang={other} headings={contents} /> : null}
        <div class="publication-main">
          <Facts {...props} />
          {props.body}
          <ReferenceNote {...props} />
        </div>
      </div>
      <Foot {...props} />
    </article>
  );
}

/** What the text below says again word for word stands there alone, unless a note proves it here. */
function isLeadShown({ item, leadMarks }: PublicationPageProps): boolean {
  if (item.summary === '') return false;
  return leadMarks !== undefined || !saysAgain(item.law?.what || item.opening, item.summary);
}

function Byline(props: PublicationPageProps): VNode {
  const { t, item } = props;
  const minutes = minutesOf(item.words);
  // A term is looked up, not read on a day.
  const isDated = item.section === 'publications' || item.section === 'initiatives';
  const changed =
    item.dated_at &&
    item.version > 1 &&
    Temporal.Instant.compare(item.updated_at, item.dated_at.add({ hours: 24 })) > 0;
  const parts: ComponentChildren[] = [
    item.author_name ? <span>{t('publications.page.by', { name: item.author_name })}</span> : null,
    isDated && item.dated_at ? (
      <time datetime={item.dated_at.toString({ smallestUnit: 'second' })}>
        {longDayWords(props, item.dated_at)}
      </time>
    ) : null,
    changed ? <span>{t('publications.page.updated', { day: dayWords(props, item.updated_at) })}</span> : null,
    minutes === undefined ? null : <span>{t('publications.page.minutes', { count: minutes })}</span>,
  ];
  return <p class="byline">{parts.filter((part) => part !== null)}</p>;
}

const FEWEST_HEADINGS = 3;
const MANY_HEADINGS = 5;
const LONG_TEXT = 500;

/** Worth a table only in a long text, or one of many parts. */
function contentsOf({ headings, words }: ShownText): StoredHeading[] {
  const shown = headings.filter(({ level }) => level <= 3);
  const isWorth = shown.length >= (words >= LONG_TEXT ? FEWEST_HEADINGS : MANY_HEADINGS);
  return isWorth ? shown : [];
}

/** Twice the same list: folded above the text on a phone, beside it on a wide screen; styles show one. */
function Contents({
  t,
  lang,
  headings,
}: {
  t: Reader['t'];
  lang: string | undefined;
  headings: readonly StoredHeading[];
}): VNode {
  const list = (
    <ol class="contents-list" lang={lang}>
      {headings.map(({ id, level, text }) => (
        <li class={`contents-${level}`}>
          <a href={`#${id}`}>{text}</a>
        </li>
      ))}
    </ol>
  );
  return (
    <nav class="contents" aria-label={t('publications.page.contents')}>
      <div class="contents-wide">
        <p class="contents-title">{t('publications.page.contents')}</p>
        {list}
      </div>
      <div class="contents-narrow">
        <Disclosure summary={t('publications.page.contents')}>{list}</Disclosure>
      </div>
    </nav>
  );
}

/** What only a law, a course, a video or a report has. */
function Facts(props: PublicationPageProps): VNode | null {
  const { t, item } = props;
  switch (item.type) {
    case 'law':
      return item.law ? <LawParts t={t} law={item.law} lang={foreign(item.lang, props.lang)} /> : null;
    case 'course':
      return <Course {...props} />;
    case 'video':
      return props.still ?? <LinkButton {...props} />;
    case 'report':
    case 'article':
    case 'initiative':
      return <LinkButton {...props} />;
    case 'term':
      return null;
  }
}

function LinkButton({ t, item: { type, link } }: PublicationPageProps): VNode | null {
  if (!link) return null;
  const words = type === 'video' ? 'watch' : type === 'report' ? 'open_report' : 'open_link';
  return (
    <ButtonRow>
      <Button href={link} kind={type === 'article' ? 'secondary' : 'primary'}>
        {t(`publications.page.${words}`)}
      </Button>
    </ButtonRow>
  );
}

type Law = NonNullable<ShownText['law']>;

function LawParts({ t, law, lang }: { t: Reader['t']; law: Law; lang: string | undefined }): VNode {
  const parts = (['what', 'purpose', 'obliged'] as const).filter((name) => law[name] !== '');
  return (
    <div class="law-parts">
      {parts.map((name) => (
        <section>
          <h2>{t(`publications.law.${name}`)}</h2>
          <Prose text={law[name]} lang={lang} />
        </section>
      ))}
    </div>
  );
}

function Course(props: PublicationPageProps): VNode | null {
  const { t, item } = props;
  const { course } = item;
  if (!course) return null;
  const { provider, starts, ends, hours, enrol } = course;
  const rows: SummaryRow[] = [
    { label: t('publications.page.provider'), value: provider },
    { label: t('publications.page.starts'), value: starts && isoDayWords(props, starts) },
    { label: t('publications.page.ends'), value: ends && isoDayWords(props, ends) },
    {
      label: t('publications.page.hours'),
      value: hours === null ? '' : t('publications.page.hours_of', { count: hours }),
    },
  ].filter(({ value }) => Boolean(value));
  return (
    <div class="course-facts">
      {rows.length > 0 ? <SummaryList rows={rows} look="facts" /> : null}
      {enrol ? (
        <ButtonRow>
          <Button href={enrol}>{t('publications.page.enrol')}</Button>
        </ButtonRow>
      ) : null}
    </div>
  );
}

/** Below a law and a term: where it is read on, and what stands beside it under the same name. */
function ReferenceNote({ t, item, namesake }: PublicationPageProps): VNode | null {
  const reference = item.type === 'law' ? (item.law?.reference ?? '') : item.type === 'term' ? item.link : '';
  if (!reference && !namesake && item.type !== 'law') return null;
  return (
    <aside class="reference-note">
      {namesake ? (
        <p>
          <span class="eyebrow">
            {t(item.type === 'law' ? 'publications.law.term' : 'publications.term.law')}
          </span>
          <SafeLink href={namesake.href}>{namesake.title}</SafeLink>
        </p>
      ) : null}
      {reference ? (
        <p>
          <span class="eyebrow">{t('publications.law.reference_label')}</span>
          <SafeLink href={reference}>{t('publications.law.reference')}</SafeLink>
        </p>
      ) : null}
      {item.type === 'law' ? <p class="soft">{t('publications.law.note')}</p> : null}
    </aside>
  );
}

export const namesakeOf = (row: { title: string; section: SectionName; slug: string } | undefined) =>
  row && { title: row.title, href: publicationPath(row) };
