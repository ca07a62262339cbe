/** schema.org data of a publication, for search engines. */
import { PUBLICATIONS, publicationPath, SECTION_PATHS } from '../addresses.ts';
import type { PublishedPublication } from '../queries/public.ts';
import type { PublicationType } from '../schemas/content.ts';

type Json = Record<string, unknown>;

const TYPES: Readonly<Record<PublicationType, string>> = {
  article: 'Article',
  initiative: 'Article',
  term: 'DefinedTerm',
  law: 'Article',
  video: 'VideoObject',
  course: 'Course',
  report: 'Report',
};

interface Context {
  organisation: string;
  baseUrl: string;
  /** Address of the picture, absolute. */
  image?: string | undefined;
  licence?: string | undefined;
}

export function publicationJsonLd(item: PublishedPublication, c: Context): Json {
  const url = c.baseUrl + publicationPath(item);
  const head = { '@context': 'https://schema.org', '@type': TYPES[item.type], '@id': url, url };
  if (item.type === 'term') {
    return {
      ...head,
      name: item.title,
      description: item.summary,
      inLanguage: item.lang,
      inDefinedTermSet: c.baseUrl + SECTION_PATHS.glossary,
    };
  }
  const publisher = { '@type': 'Organization', name: c.organisation, url: c.baseUrl };
  const name = item.type === 'course' || item.type === 'video' ? 'name' : 'headline';
  const published = item.dated_at?.toString({ smallestUnit: 'second' });
  return {
    ...head,
    [name]: item.title,
    description: item.summary,
    inLanguage: item.lang,
    ...(published && { datePublished: published }),
    ...(published && item.type === 'video' && { uploadDate: published }),
    dateModified: item.updated_at.toString({ smallestUnit: 'second' }),
    ...(item.author_name && { author: { '@type': 'Organization', name: item.author_name } }),
    publisher,
    ...(item.type === 'course' && { provider: courseProvider(item) ?? publisher }),
    ...(c.image && { image: c.image }),
    ...(c.licence && { license: c.licence }),
    ...(item.link && item.type === 'video' && { contentUrl: item.link }),
    ...(item.categories.length > 0 && { keywords: item.categories.map(({ title }) => title) }),
    isPartOf: { '@type': 'WebSite', name: c.organisation, url: c.baseUrl + PUBLICATIONS },
  };
}

function courseProvider({ course }: PublishedPublication): Json | undefined {
  return course?.provider ? { '@type': 'Organization', name: course.provider } : undefined;
}
