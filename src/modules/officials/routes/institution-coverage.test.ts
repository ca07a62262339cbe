import { expect, it } from 'vitest';
import { useApp } from '../../../../test/harness/app.ts';
import { each, visit } from '../../../../test/harness/visit.ts';
import { run } from '../../../platform/db/outcome.ts';
import { institutionPath, INSTITUTIONS } from '../addresses.ts';
import { sayOfInstitution } from '../commands/institution-statements.ts';
import { insertPerson } from '../fixtures-people.ts';
import { actBy, examplePost, publishedInstitution } from '../institution-fixtures.ts';

const site = useApp();
const get = async (url: string) => (await visit(site.app, url)).$;

it('says how many are known of how many there are, and of whom nothing is known', async () => {
  const { deps } = site;
  const one = await publishedInstitution(deps, 'Junta de las plazas');
  const [chair, members] = [
    await examplePost(deps, one, 'Presidencia'),
    await examplePost(deps, one, 'Vocalía'),
  ];
  const place = { sourceId: one.source };
  for (const [postId, seats] of [
    [chair, '1'],
    [members, '3'],
  ] as const)
    await run(deps.db, (trx) =>
      sayOfInstitution(
        trx,
        actBy(deps),
        { id: one.id, postId },
        { property: 'seats', value: { text: seats }, place },
      ),
    );
  for (const name of ['Persona Tercera Inventada', 'Persona Cuarta Inventada'])
    await insertPerson(deps.db, name, {
      tenures: [{ institution: one.id, post: members, starts: '2024' }],
    });
  const $ = await get(institutionPath(one.slug));
  expect(each($, '.coverage .progress-text')).toEqual([
    'de 4 plazas conocemos 2; faltan 2',
    'de 3 plazas conocemos 2; falta 1',
  ]);
  expect($('.coverage').first().text()).toContain('Falta saber quién ocupa: Presidencia, Vocalía.');
  expect((await get(INSTITUTIONS))('main').text()).toContain('2 cargos · de 4 plazas conocemos 2; faltan 2');
});
