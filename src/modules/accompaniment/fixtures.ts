/** Help with proposals for tests. All of it is plainly invented. */
import { ANONYMOUS } from '../../platform/access/access.ts';
import { run } from '../../platform/db/outcome.ts';
import type { Deps } from '../../platform/deps.ts';
import { findByLink, findByNumber, openText, type ProposalRow } from '../proposals/index.ts';
import { amend } from './commands/amend.ts';
import type { Context, Result } from './commands/context.ts';
import { suggest } from './commands/suggest.ts';
import { writeMessage } from './commands/thread.ts';
import { amendmentsOf, suggestionsOf } from './queries/texts.ts';

type Site = Pick<Deps, 'db' | 'now' | 'vault'>;

const DESK = { kind: 'system', what: 'test' } as const;

export const contextFor = ({ vault, now }: Site, actor: Context['actor'] = DESK): Context => ({
  actor,
  vault,
  now: now(),
});

async function done(result: Promise<Result>): Promise<void> {
  const outcome = await result;
  if (!outcome.ok) throw new Error(`the fixture was refused: ${outcome.refused}`);
}

/** @returns id of a suggestion of the desk that waits */
export async function insertSuggestion(
  site: Site,
  row: ProposalRow,
  why = 'Así dice quién decide.',
): Promise<string> {
  const text = openText(site.vault, row);
  if (!text) throw new Error('the fixture has no text');
  const better = { ...text, summary: `${text.summary} Lo decide la oficina de ejemplo.` };
  await done(
    run(site.db, (trx) =>
      suggest(trx, contextFor(site), row.id, {
        side: 'desk',
        text: better,
        why,
        textVersion: row.text_version,
        frozenFrom: 1_000_000,
      }),
    ),
  );
  const [made] = await suggestionsOf(site.db, row.id);
  return made?.id ?? '';
}

/** @returns id of an addition that waits. @param from of how many supports the text is frozen */
export async function insertAmendment(
  site: Site,
  proposalId: string,
  words = 'También en los juzgados de paz.',
  from = 1,
): Promise<string> {
  await done(
    run(site.db, (trx) => amend(trx, contextFor(site, ANONYMOUS), proposalId, { words, frozenFrom: from })),
  );
  return (await amendmentsOf(site.db, proposalId)).at(-1)?.id ?? '';
}

/**
 * For the places of the addresses.
 * @param proposals the number of a public one that somebody supports, and the token of one that waits
 */
export async function makeHelpPlaces(
  site: Site,
  proposals: { supported: string; waiting: string },
): Promise<Record<string, string>> {
  const waiting = await findByLink(site.db, site.vault, proposals.waiting);
  const supported = await findByNumber(site.db, Number(proposals.supported));
  if (!waiting || !supported) throw new Error('the fixture has no proposals');
  await done(
    run(site.db, (trx) =>
      writeMessage(trx, contextFor(site), waiting.id, { side: 'desk', words: '¿Cómo lo sabe?', seen: 0 }),
    ),
  );
  const desk = '/admin/acompanamiento/:number';
  return {
    '/propuestas/propia/:token/acompanamiento/sugerencias/:id': await insertSuggestion(site, waiting),
    [desk]: String(waiting.number),
    [`${desk}/cambios/:id`]: await insertSuggestion(site, waiting, 'Para que se lea mejor.'),
    [`${desk}/ampliaciones/:id`]: await insertAmendment(site, supported.id),
  };
}
