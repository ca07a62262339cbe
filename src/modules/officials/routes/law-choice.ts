/** Which text explains a law: looked for among what other parts of the program published, without knowing them. */
import type { Deps } from '../../../platform/deps.ts';
import type { Ctx } from '../../../platform/http/route.ts';
import { search } from '../../../platform/search/search.ts';
import { isUuid } from '../../../platform/uuid.ts';
import { LAW_TEXT } from '../kinds.ts';
import type { LawChoiceProps } from '../pages/office/law-choice.tsx';

const MOST_FOUND = 10;
const LONGEST = 200;

export interface Laws {
  /** Of the form's select. */
  options: { value: string; label: { text: string } }[];
  /** Asked for in the address, or sent. */
  chosen: string;
  choice: Pick<LawChoiceProps, 'asked' | 'found'>;
}

/** @param stored ids that a fact names already */
export async function lawsFor(deps: Deps, { query, body }: Ctx, stored: readonly string[]): Promise<Laws> {
  const asked = (query.get('buscar_norma') ?? '').replaceAll('\0', '').trim().slice(0, LONGEST);
  const wanted = query.get('norma') ?? body.fields.get('law')?.[0] ?? '';
  const source = deps.additions.search.find(({ kind }) => kind === LAW_TEXT);
  const ids = [...new Set([...stored, wanted])].filter(isUuid);
  const known = source && ids.length > 0 ? await source.find(deps.db, ids) : [];
  const found =
    asked === ''
      ? undefined
      : (
          await search(deps.db, deps.additions.search, { text: asked, kind: LAW_TEXT, limit: MOST_FOUND })
        ).found.map(({ document }) => ({ id: document.id, title: document.title }));
  return {
    options: known.map(({ id, title }) => ({ value: id, label: { text: title } })),
    chosen: known.some(({ id }) => id === wanted) ? wanted : '',
    choice: { asked, found },
  };
}
