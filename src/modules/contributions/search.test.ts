import { beforeAll, expect, it } from 'vitest';
import { testDeps } from '../../../test/harness/app.ts';
import { useDatabase } from '../../../test/harness/database.ts';
import type { Deps } from '../../platform/deps.ts';
import { search } from '../../platform/search/search.ts';
import { sweepSearch } from '../../platform/search/sweep.ts';
import { insertEdition } from '../events/fixtures.ts';
import { editItem } from './commands/publish-item.ts';
import { takeBackItem } from './commands/take-back.ts';
import {
  contextFor,
  done,
  exampleAuthor,
  exampleText,
  insertCall,
  itemText,
  sending,
  settle,
  shelve,
} from './fixtures.ts';
import { findItem } from './queries/library.ts';

const database = useDatabase();
let deps: Deps;
beforeAll(() => {
  deps = testDeps(database.db);
});

async function found(text: string): Promise<string[]> {
  await sweepSearch(deps);
  const answer = await search(database.db, deps.additions.search, { text, limit: 50 });
  return answer.found.map(({ document }) => document.href);
}

it('finds what is in the library, from then on and until it is taken back', async () => {
  const event = await insertEdition(database.db, 'biblioteca');
  await insertCall(database.db, event.id);
  const text = exampleText('turquesa', { learned: 'La granadina ayuda.' });
  await settle(deps, event, sending('otra', { text: exampleText('jadeita') }));
  expect(await found('jadeita')).toEqual([]);
  const { id: item, slug } = await shelve(
    deps,
    event,
    sending('t', { author: exampleAuthor('Topacio'), text }),
  );
  for (const words of ['turquesa', 'audiencia abierta', 'granadina', 'topacio'])
    expect(await found(words)).toEqual([`/biblioteca/${slug}`]);
  const edit = {
    version: 1,
    reason: 'Corrección',
    text: { ...itemText(text), learned: 'Nada.', title: 'Malaquita' },
  };
  await done(database.db, (trx) => editItem(trx, contextFor(deps), item, edit));
  expect(await found('granadina')).toEqual([]);
  expect(await found('malaquita')).toEqual([`/biblioteca/${slug}`]);
  await done(database.db, (trx) => takeBackItem(trx, contextFor(deps), item));
  expect((await findItem(database.db, slug))?.withdrawn_at).not.toBeNull();
  for (const words of ['malaquita', 'topacio']) expect(await found(words)).toEqual([]);
});
