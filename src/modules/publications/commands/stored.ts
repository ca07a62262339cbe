/** A publication's content as the columns of its row, and the categories it is filed under. */
import { sql } from 'kysely';
import type { Trx } from '../../../platform/db/handles.ts';
import { json } from '../../../platform/db/values.ts';
import { fileIdsIn } from '../../../platform/markdown/pictures.ts';
import { freeSlug } from '../../../platform/slug.ts';
import { sectionOf } from '../addresses.ts';
import type { Prepared } from '../prepared.ts';
import type { Rendered } from '../rendering.ts';
import { pictureIdOf } from '../rules/picture-address.ts';
import type { PublicationContent } from '../schemas/content.ts';
import type { Section } from '../tables.ts';
import { refused, type Result, storedCourse } from './context.ts';

/** What is made of a text; the files that it uses are of the text itself. */
export function renderedColumns(rendered: Rendered) {
  const { html, version, plain, headings, words, embeds } = rendered;
  return { html, html_version: version, plain, headings: json(headings), words, embeds };
}

/** Files that it names anywhere: pictures in its text, documents that it links to, its own picture. */
export function filesOf({ content, rendered }: Prepared): string[] {
  const { body, summary, link, law, course } = content;
  const named = fileIdsIn(JSON.stringify([body, summary, link, law, course]));
  const picture = pictureIdOf(content.image);
  return [...new Set([...rendered.files, ...named, ...(picture === undefined ? [] : [picture])])];
}

export function contentColumns(prepared: Prepared) {
  const { content, rendered } = prepared;
  const { type, slug, title, summary, body, lang, image, link, date, highlight } = content;
  const course = type === 'course' ? storedCourse(content.course) : null;
  return {
    type,
    section: sectionOf(type),
    slug,
    title,
    summary,
    body,
    lang,
    image,
    link,
    date,
    highlight,
    author_name: content.authorName,
    author_email: content.authorEmail,
    image_alt: content.imageAlt,
    law: type === 'law' ? json(content.law ?? NO_LAW) : null,
    course: course && json(course),
    front_matter: content.frontMatter,
    file_name: content.fileName,
    file_sha256: content.fileSha256,
    files: filesOf(prepared),
    ...renderedColumns(rendered),
  };
}

const NO_LAW = { what: '', purpose: '', obliged: '', reference: '' };

/** Addresses of a section are given out one at a time: two of the same title at once get two. */
async function lockSlugs(trx: Trx, section: Section): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`publications.slug.${section}`}, 90))`.execute(
    trx,
  );
}

/** An address for a new one, like the one wished for. */
export async function slugFor(trx: Trx, wish: string, content: PublicationContent): Promise<string> {
  const section = sectionOf(content.type);
  await lockSlugs(trx, section);
  const base = freeSlug(wish, new Set()) || content.type;
  const near = await trx
    .selectFrom('publications')
    .select('slug')
    .where('section', '=', section)
    .where(sql<boolean>`starts_with(slug, ${base.slice(0, 70)})`)
    .execute();
  return freeSlug(base, new Set(near.map(({ slug }) => slug)));
}

export async function isSlugTaken(trx: Trx, id: string, section: Section, slug: string): Promise<boolean> {
  await lockSlugs(trx, section);
  const other = await trx
    .selectFrom('publications')
    .select('id')
    .where('section', '=', section)
    .where('slug', '=', slug)
    .where('id', '<>', id)
    .executeTakeFirst();
  return other !== undefined;
}

/** Files it under these categories and no others. */
export async function fileUnder(trx: Trx, id: string, slugs: readonly string[]): Promise<Result> {
  const wanted = [...new Set(slugs)];
  const found =
    wanted.length === 0
      ? []
      : await trx
          .selectFrom('publication_categories')
          .select(['id', 'slug'])
          .where('slug', 'in', wanted)
          .execute();
  const missing = wanted.find((slug) => !found.some((category) => category.slug === slug));
  if (missing !== undefined)
    return refused('no_category', { field: 'categories', detail: { category: missing } });
  await trx.deleteFrom('publication_filed').where('publication_id', '=', id).execute();
  if (found.length > 0)
    await trx
      .insertInto('publication_filed')
      .values(found.map((category) => ({ publication_id: id, category_id: category.id })))
      .execute();
  return { ok: true };
}
