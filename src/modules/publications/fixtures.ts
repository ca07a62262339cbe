/** Publications for tests, written and published by the same commands as everybody's. All of it is plainly invented. */
import { randomBytes } from 'node:crypto';
import { run } from '../../platform/db/outcome.ts';
import type { Actor } from '../../platform/access/access.ts';
import type { Trx } from '../../platform/db/handles.ts';
import type { Act, Outcome } from '../../platform/db/outcome.ts';
import type { Deps } from '../../platform/deps.ts';
import { createCategory } from './commands/categories.ts';
import { proposeCorrection } from './commands/correct.ts';
import { publishPublication } from './commands/workflow.ts';
import { createPublication } from './commands/write.ts';
import { PREVIEW_LINK } from './preview-link.ts';
import type { Prepared } from './prepared.ts';
import { renderText } from './rendering.ts';
import type { PublicationContent } from './schemas/content.ts';

const PROGRAM: Actor = { kind: 'system', what: 'test' };

type With = Pick<Deps, 'db' | 'now'>;

export function exampleContent(title: string, more: Partial<PublicationContent> = {}): PublicationContent {
  const law = { what: 'Una norma inventada.', purpose: 'Para probar.', obliged: 'A nadie.', reference: '' };
  return {
    type: 'article',
    slug: '',
    title,
    summary: `Resumen inventado de «${title}».`,
    body: `Primer párrafo de **${title}**.\n\n## Una parte\n\nSegundo párrafo.\n`,
    lang: 'es',
    authorName: 'Redacción de Ejemplo',
    authorEmail: 'redaccion@ejemplo.test',
    image: '',
    imageAlt: '',
    link: '',
    date: null,
    highlight: false,
    categories: [],
    course: null,
    frontMatter: null,
    fileName: null,
    fileSha256: null,
    ...more,
    law: more.type === 'law' ? (more.law ?? law) : null,
  };
}

/** Of a text without pictures. */
export function plainly(content: PublicationContent): Prepared {
  const around = { origin: 'https://sitio.test', pictures: new Map(), isSettled: true };
  return { content, rendered: renderText(content, around) };
}

export function actBy(deps: Pick<Deps, 'now'>, actor: Actor = PROGRAM): Act {
  return { actor, now: deps.now() };
}

/** Runs a command for its effect. @throws when it refuses */
export async function done<T extends object>(
  { db }: Pick<Deps, 'db'>,
  command: (trx: Trx) => Promise<Outcome<T>>,
): Promise<T> {
  const result = await run(db, command);
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result)}`);
  return result;
}

export function draft(
  deps: With,
  title: string,
  more: Partial<PublicationContent> = {},
): Promise<{ id: string; slug: string }> {
  return done(deps, (trx) => createPublication(trx, actBy(deps), plainly(exampleContent(title, more))));
}

export async function published(
  deps: With,
  title: string,
  more: Partial<PublicationContent> = {},
): Promise<{ id: string; slug: string }> {
  const made = await draft(deps, title, more);
  await done(deps, (trx) => publishPublication(trx, actBy(deps), made.id));
  return made;
}

export function category(deps: With, slug: string, title: string): Promise<{ id: string }> {
  const file = { body: '', frontMatter: null, fileName: null, fileSha256: null };
  return done(deps, (trx) => createCategory(trx, actBy(deps), { slug, title, description: '', ...file }));
}

/** A published one of each section, one with a correction that waits, a draft by its link, a category. */
export async function makePublicationPlaces(
  deps: With & Pick<Deps, 'vault'>,
): Promise<Record<string, string>> {
  const word = randomBytes(5).toString('hex');
  const article = await published(deps, `Artículo ${word}`);
  const hidden = await draft(deps, `Borrador ${word}`);
  const change = { fields: { title: ['Otro título'] }, version: 1 };
  const why = { ...actBy(deps), reason: 'Una errata.' };
  const { correction } = await done(deps, (trx) => proposeCorrection(trx, why, article.id, change));
  const theme = await category(deps, `tema-${word}`, `Tema ${word}`);
  return {
    draft: hidden.id,
    '/publicaciones/:slug': article.slug,
    '/api/v1/publications/:slug': article.slug,
    '/iniciativas/:slug': (await published(deps, `Iniciativa ${word}`, { type: 'initiative' })).slug,
    '/glosario/:slug': (await published(deps, `Término ${word}`, { type: 'term' })).slug,
    '/normas/:slug': (await published(deps, `Norma ${word}`, { type: 'law' })).slug,
    '/vista-previa/:token': deps.vault.token(PREVIEW_LINK, hidden.id, 1),
    '/admin/publicaciones/:id': article.id,
    '/admin/publicaciones/:id/correcciones/:correction': correction,
    '/admin/publicaciones/categorias/:id': theme.id,
  };
}
