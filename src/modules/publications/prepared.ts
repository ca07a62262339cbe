/** What a publication says together with what is made of its text: made before the transaction that stores it. */
import type { Read } from '../../platform/db/handles.ts';
import type { Deps } from '../../platform/deps.ts';
import { findPictures } from '../../platform/files/pictures.ts';
import { fileIdsIn } from '../../platform/markdown/pictures.ts';
import { makeRenderer, type Renderer } from './renderer.ts';
import type { Rendered, Surroundings, TextToRender } from './rendering.ts';
import type { PublicationContent } from './schemas/content.ts';

export interface Prepared {
  content: PublicationContent;
  rendered: Rendered;
}

/** Reads what the texts show; two queries, whatever their number. */
async function surroundingsOf(
  { db, config }: Pick<Deps, 'db' | 'config'>,
  bodies: readonly string[],
): Promise<Surroundings> {
  const ids = [...new Set(bodies.flatMap(fileIdsIn))];
  const origin = config.baseUrl;
  if (ids.length === 0) return { origin, pictures: new Map(), isSettled: true };
  const pictures = await findPictures(db, ids);
  return { origin, pictures, isSettled: await areSettled(db, [...pictures.keys()]) };
}

async function areSettled(db: Read, ids: readonly string[]): Promise<boolean> {
  if (ids.length === 0) return true;
  const waiting = await db
    .selectFrom('files')
    .select('id')
    .where('id', 'in', ids)
    .where('state', '=', 'pending')
    .limit(1)
    .executeTakeFirst();
  return waiting === undefined;
}

const beside = makeRenderer({ shortHere: Infinity });
/** By itself: whatever is looked at, saving waits for none of it. */
const previewer = makeRenderer({ shortHere: Infinity });

/** What is made of a text with all that it shows; of a long one without holding up those who read. */
export async function renderBeside(
  deps: Pick<Deps, 'db' | 'config'>,
  text: TextToRender,
  { render }: Renderer = beside,
): Promise<Rendered> {
  return await render(text, await surroundingsOf(deps, [text.body]));
}

/** For somebody who looks at a text that is not saved. */
export function renderPreview(deps: Pick<Deps, 'db' | 'config'>, text: TextToRender): Promise<Rendered> {
  return renderBeside(deps, text, previewer);
}

/** Takes processor time: never inside a transaction. @param renderer whose thread does it; left out: the server's */
export async function prepare(
  deps: Pick<Deps, 'db' | 'config'>,
  content: PublicationContent,
  renderer?: Renderer,
): Promise<Prepared> {
  return { content, rendered: await renderBeside(deps, content, renderer) };
}
