import { beforeEach, describe, expect, it } from 'vitest';
import { testDeps } from '../../../test/harness/app.ts';
import { useDatabase } from '../../../test/harness/database.ts';
import { search } from '../../platform/search/search.ts';
import { touchEverything } from '../../platform/search/rebuild.ts';
import { sweepSearch } from '../../platform/search/sweep.ts';
import { cancelEdition, cancelSession, resumeEdition, resumeSession } from './commands/announce.ts';
import { publishEdition, saveSeries, unpublishEdition, updateEdition } from './commands/editions.ts';
import { ACT, editionInput, editor } from './commands/fixtures.ts';
import { removeSession, removeSpeaker, saveSpeaker } from './commands/programme.ts';
import { EVENT_SEARCH } from './search.ts';

const database = useDatabase();
let eventId = '';
let slug = '';
let count = 0;
const { run, done, newEdition, session } = editor(database, () => eventId);

/** What the public finds now, by kind and address. */
async function found(text: string): Promise<string[]> {
  await sweepSearch(testDeps(database.db));
  const answer = await search(database.db, EVENT_SEARCH, { text, limit: 50 });
  return answer.found.map(({ kind, document }) => `${kind} ${document.href}`).toSorted();
}

const speaker = (name: string, id?: string) =>
  done(
    run((trx) =>
      saveSpeaker(trx, ACT, eventId, {
        ...(id !== undefined && { id }),
        slug: 'persona',
        name,
        organization: '',
        bio: 'Una persona inventada.',
      }),
    ),
  );

let sessionId = '';
let speakerId = '';
const everything = () => [
  `event /encuentros/${slug}`,
  `event_session /encuentros/${slug}/sesiones/mesa`,
  `event_speaker /encuentros/${slug}/ponentes/persona`,
];

beforeEach(async () => {
  slug = `edicion-${++count}`;
  eventId = await newEdition(slug, { title: `Jornada zafiro${count}` });
  speakerId = (await speaker(`Ficticia Zafiro${count}`)).id;
  const speakers = [{ speakerId, role: 'speaker' as const }];
  sessionId = (await done(session('mesa', { title: `Mesa sobre zafiro${count}`, speakers }))).id;
});

describe('the search', () => {
  it('finds an edition with its sessions and speakers once it is published, and no draft', async () => {
    expect(await found(`zafiro${count}`)).toEqual([]);
    await done(run((trx) => publishEdition(trx, ACT, eventId)));
    expect(await found(`zafiro${count}`)).toEqual(everything());
    await done(run((trx) => unpublishEdition(trx, ACT, eventId)));
    expect(await found(`zafiro${count}`)).toEqual([]);
  });

  it('offers no cancelled edition, until it takes place after all', async () => {
    await done(run((trx) => publishEdition(trx, ACT, eventId)));
    await done(run((trx) => cancelEdition(trx, ACT, eventId, { note: 'Por lluvia.' })));
    expect(await found(`zafiro${count}`)).toEqual([]);
    await done(run((trx) => resumeEdition(trx, ACT, eventId, { note: '' })));
    expect(await found(`zafiro${count}`)).toEqual(everything());
  });

  it('offers no cancelled and no removed session', async () => {
    await done(run((trx) => publishEdition(trx, ACT, eventId)));
    const [edition, , person] = everything();
    await done(run((trx) => cancelSession(trx, ACT, eventId, sessionId, { note: 'x' })));
    expect(await found(`zafiro${count}`)).toEqual([edition, person]);
    await done(run((trx) => resumeSession(trx, ACT, eventId, sessionId, { note: '' })));
    expect(await found(`zafiro${count}`)).toEqual(everything());
    await done(run((trx) => removeSession(trx, ACT, eventId, sessionId)));
    expect(await found(`zafiro${count}`)).toEqual([edition, person]);
  });

  it('follows names: of speakers also where they speak', async () => {
    await done(run((trx) => publishEdition(trx, ACT, eventId)));
    const [, mesa, person] = everything();
    expect(await found('ficticia')).toContain(mesa);
    await speaker(`Inventada Esmeralda${count}`, speakerId);
    expect(await found(`esmeralda${count}`)).toEqual([mesa, person]);
    await done(run((trx) => removeSpeaker(trx, ACT, eventId, speakerId)));
    expect(await found(`esmeralda${count}`)).toEqual([]);
  });

  it('follows a new address, a new title, and the name of the series', async () => {
    await done(run((trx) => publishEdition(trx, ACT, eventId)));
    const series = await done(
      run((trx) => saveSeries(trx, ACT, { slug: `serie-${count}`, title: 'Serie Ámbar', summary: '' })),
    );
    const input = editionInput(`nueva-${count}`, { title: `Rubí${count}`, seriesId: series.id });
    await done(run((trx) => updateEdition(trx, ACT, eventId, { ...input, version: 2 })));
    expect(await found(`rubi${count}`)).toContain(`event /encuentros/nueva-${count}`);
    expect(await found(`zafiro${count}`)).toEqual([
      `event_session /encuentros/nueva-${count}/sesiones/mesa`,
      `event_speaker /encuentros/nueva-${count}/ponentes/persona`,
    ]);
    expect(await found('ambar')).toEqual([`event /encuentros/nueva-${count}`]);
    await done(
      run((trx) =>
        saveSeries(trx, ACT, { id: series.id, slug: `serie-${count}`, title: 'Serie Ópalo', summary: '' }),
      ),
    );
    expect(await found('opalo')).toEqual([`event /encuentros/nueva-${count}`]);
    expect(await found('ambar')).toEqual([]);
  });

  it('finds the same after everything was indexed anew', async () => {
    await done(run((trx) => publishEdition(trx, ACT, eventId)));
    await found('x');
    const index = () =>
      database.db
        .selectFrom('search_records')
        .select(['record_kind', 'record_id', 'names', 'top', 'words'])
        .orderBy('record_kind')
        .orderBy('record_id')
        .execute();
    const before = await index();
    expect(before.length).toBeGreaterThanOrEqual(3);
    await database.db.deleteFrom('search_records').execute();
    const deps = testDeps(database.db);
    await touchEverything({ ...deps, additions: { ...deps.additions, search: EVENT_SEARCH } });
    await sweepSearch(deps);
    expect(await index()).toEqual(before);
  });
});
