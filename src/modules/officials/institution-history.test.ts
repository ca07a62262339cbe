import { expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { visit, words } from '../../../test/harness/visit.ts';
import { latestVersion, listVersions } from '../../platform/history/versions.ts';
import { withdrawOfInstitution } from './commands/institution-statements.ts';
import { actBy, done, publishedInstitution } from './institution-fixtures.ts';
import { INSTITUTION_HISTORY } from './institution-history.ts';
import { statementsOf } from './queries/statements.ts';

const site = useApp();
const get = async (url: string) => (await visit(site.app, url)).$;

it('keeps every version, and puts one back', async () => {
  const { deps } = site;
  const one = await publishedInstitution(deps, 'Casa con pasado', { said: [['mission', 'Primera misión']] });
  const record = { kind: 'institution', id: one.id };
  const said = (await statementsOf(deps.db, [one.id], { office: true })).find(
    ({ property }) => property === 'mission',
  );
  const [before] = await listVersions(deps.db, record, undefined, { limit: 1 });
  await done(deps, (trx) => withdrawOfInstitution(trx, actBy(deps), one, said?.id ?? ''));
  const { t, lang } = { t: (key: string) => key, lang: 'es' as const };
  const content = before?.content as Record<string, unknown>;
  const fields = INSTITUTION_HISTORY.fields(content, t as never, lang, 'UTC');
  expect(fields.find(({ name }) => name === 'mission')?.text).toContain('Primera misión');
  const act = { actor: actBy(deps).actor, now: deps.now(), t: t as never, reason: 'Un error.' };
  const restore = async (basedOn: number) =>
    INSTITUTION_HISTORY.restore?.run(deps, { ...act, basedOn }, { id: one.id, content });
  expect(await restore(1)).toEqual({ ok: false, refused: 'changed' });
  expect(await restore(await latestVersion(deps.db, record))).toEqual({ ok: true });
  const now = await statementsOf(deps.db, [one.id], { office: true });
  expect(now.map(({ property, value }) => [property, value.text])).toEqual([
    ['name', 'Casa con pasado'],
    ['mission', 'Primera misión'],
  ]);
  expect((await listVersions(deps.db, record, undefined, { limit: 1 }))[0]).toMatchObject({
    action: 'restored',
    reason: 'Un error.',
  });
  const $ = await get(`/historial/institucion/${one.id}`);
  expect(words($, 'main')).toContain('Casa con pasado');
});
