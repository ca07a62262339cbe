/** The page of one publication, with all that stands around its text. */
import type { VNode } from 'preact';
import { notesOn } from '../../../platform/additions.ts';
import { cardPath } from '../../../platform/cards/source.ts';
import type { Deps } from '../../../platform/deps.ts';
import { findPictures } from '../../../platform/files/pictures.ts';
import { page } from '../../../platform/http/answers.ts';
import type { Answer, Ctx } from '../../../platform/http/route.ts';
import { stillAt } from '../../../platform/markdown/still.ts';
import { type Citation, citationsOf } from '../../../platform/sources/citations.ts';
import { sourcePath } from '../../../platform/sources/paths.ts';
import { sameValue } from '../../../platform/sources/words.ts';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { Citations, CITATIONS_STYLES, CitedValues, NoteRefs } from '../../../ui/data/citations.tsx';
import { numberNotes } from '../../../ui/data/number-notes.ts';
import { Section } from '../../../ui/layout/section.tsx';
import { isMessageKey } from '../../../platform/i18n/translate.ts';
import { citationsHistoryPath, publicationPath } from '../addresses.ts';
import { publicationJsonLd } from '../formats/json-ld.ts';
import { KIND } from '../kind.ts';
import { ArticleBody } from '../pages/article-body.tsx';
import { namesakeOf, PublicationPage, type PublicationPageProps } from '../pages/publication.tsx';
import { foreign } from '../pages/words.ts';
import {
  findNamesake,
  listAlike,
  listLatestBeside,
  listPublishedAbout,
  listRelated,
  type PublishedPublication,
} from '../queries/public.ts';
import { pictureIdOf } from '../rules/picture-address.ts';
import { licenceOf, PUBLICATION_STYLES, publicRecords, readerOf, withPictures } from './shown.ts';

const OTHERS = 3;
const EMBEDS = 'embeds.js';

export async function publicationAnswer(deps: Deps, ctx: Ctx, item: PublishedPublication): Promise<Answer> {
  const { t, lang, now } = ctx;
  const isEntry = item.section === 'glossary' || item.section === 'laws';
  const [reader, pictures, refs, about, alike, namesake, cited, notes, licence] = await Promise.all([
    readerOf(deps, ctx),
    pictureOf(deps, item.image),
    listRelated(deps.db, item.id),
    listPublishedAbout(deps.db, { kind: KIND, id: item.id }, OTHERS),
    isEntry ? [] : listAlike(deps.db, item, OTHERS),
    isEntry ? findNamesake(deps.db, item) : undefined,
    citationsOf(deps.db, KIND, item.id),
    notesOn(deps, KIND, { id: item.id, slug: item.slug, t, lang, now }),
    licenceOf(deps),
  ]);
  const related = await publicRecords(deps, t, refs);
  const both = [...about, ...alike.filter((other) => !about.some((one) => one.id === other.id))];
  const latest = isEntry || both.length > 0 ? [] : await listLatestBeside(deps.db, item, OTHERS);
  const still = stillOf(item, lang, t);
  const props: PublicationPageProps = {
    ...reader,
    item,
    ...bodyWith(item, lang, t, cited),
    picture: pictures,
    related,
    others: await withPictures(deps, both.slice(0, OTHERS)),
    latest: await withPictures(deps, latest),
    still: still?.figure,
    namesake: namesakeOf(namesake),
    notes,
    licence,
  };
  const image = pictures && deps.config.baseUrl + pictures.href;
  return page(PublicationPage(props), {
    title: item.title,
    description: item.summary,
    canonical: publicationPath(item),
    card: cardPath(KIND, item.id),
    styles: cited.length > 0 ? [PUBLICATION_STYLES, CITATIONS_STYLES] : [PUBLICATION_STYLES],
    ogType: 'article',
    ...embedding([...item.embeds, ...(still ? [still.host] : [])]),
    jsonLd: ({ name }) =>
      publicationJsonLd(item, {
        organisation: name,
        baseUrl: deps.config.baseUrl,
        image,
        licence: licence?.href,
      }),
  });
}

/** Frames load only when pressed, and only from the hosts that this very text names. */
export function embedding(hosts: readonly string[]): { scripts?: string[]; frames?: string[] } {
  return hosts.length === 0 ? {} : { scripts: [EMBEDS], frames: hosts.map((host) => `https://${host}`) };
}

/** In place of a video that its host lets others show. */
export function stillOf(
  { type, link, lang }: Pick<PublishedPublication, 'type' | 'link' | 'lang'>,
  reading: Ctx['lang'],
  t: Ctx['t'],
): { figure: VNode; host: string } | undefined {
  const still = type === 'video' ? stillAt(link, '', t) : undefined;
  return (
    still && { figure: <ArticleBody html={still.html} lang={foreign(lang, reading)} />, host: still.host }
  );
}

export async function pictureOf(deps: Deps, image: string): Promise<PublicationPageProps['picture']> {
  const id = pictureIdOf(image);
  return id === undefined ? undefined : (await findPictures(deps.db, [id])).get(id);
}

/** The text and its numbered notes: each mark stands where what it proves is said. */
export function bodyWith(
  item: { id: string; html: string; lang: string },
  lang: Ctx['lang'],
  t: Ctx['t'],
  cited: readonly Citation[],
): Pick<PublicationPageProps, 'body' | 'citations' | 'leadMarks'> {
  const html = <ArticleBody html={item.html} lang={foreign(item.lang, lang)} />;
  if (cited.length === 0) return { body: html };
  const notes = numberNotes(cited, sameValue);
  const marks = [...notes.marks].filter(([field]) => field !== 'summary').flatMap(([, own]) => own);
  const label = (name: string) => {
    const key = `publications.field.${name}`;
    return isMessageKey(key) ? t(key) : name;
  };
  return {
    leadMarks: <NoteRefs t={t} marks={notes.marks.get('summary')} />,
    body: (
      <>
        {html}
        {marks.length > 0 ? (
          <p class="text-marks">
            <span class="soft">{t('publications.page.sources_of_text')}</span>
            <NoteRefs t={t} marks={marks} />
          </p>
        ) : null}
      </>
    ),
    citations: (
      <Section title={t('publications.page.sources')} id="fuentes">
        <CitedValues t={t} fields={notes.contradicted} label={label} />
        <Citations t={t} lang={lang} notes={notes.list} sourceHref={sourcePath} />
        <p>
          <SafeLink href={citationsHistoryPath(item.id)}>{t('events.sources.history')}</SafeLink>
        </p>
      </Section>
    ),
  };
}
