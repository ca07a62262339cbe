/** What was written wrong is put right from a phone, and everybody reads what it was. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { useBrowser } from '../../../test/harness/browsing.ts';
import { signInAs } from '../../../test/harness/staff.ts';
import { withTransaction } from '../../platform/db/transaction.ts';
import { insertProcess } from './fixtures.ts';
import { importHolidays } from './index.ts';
import { bytesOf } from './example-files.ts';
import { exampleHolidays } from './import/example-holidays.ts';
import { Findings } from './import/findings.ts';
import { writePeople } from './import/write-people.ts';

const site = useApp();
const browsing = useBrowser(site, { shots: 'mending' });
const ACTOR = { kind: 'system', what: 'test' } as const;

async function makeProcess() {
  const made = await insertProcess(site.deps.db, {
    title: 'Guardián de Ejemplo 2026',
    candidacies: [
      {
        key: 'ana',
        name: 'Ana Ficticia de la Prueba',
        file_number: '12-2026',
        states: [{ key: 'e', state: 'filed' }],
      },
      { key: 'blas', name: 'Blas Ficticio', file_number: '13-2026', states: [] },
    ],
    rubrics: [
      {
        key: 'tabla',
        title: 'Tabla de gradación aprobada en la sesión 4',
        adopted: true,
        decided_on: '2026-02-03',
        aspects: [
          { key: 'academico', label: 'Aspecto académico', max: 30 },
          { key: 'experiencia', label: 'Experiencia profesional', max: 60 },
          { key: 'proyeccion', label: 'Proyección humana', max: 10 },
        ],
      },
      {
        key: 'vieja',
        title: 'Propuesta de la decanatura',
        adopted: false,
        aspects: [{ key: 'todo', label: 'Todo', max: 100 }],
      },
    ],
    gradings: [
      {
        key: 'hoja',
        rubric: 'tabla',
        title: 'Punteo final de la comisión',
        grader: 'La comisión en pleno',
        on: '2026-03-01',
        scores: [{ candidacy: 'ana', points: { academico: 22, experiencia: 41.5 }, printed_total: 70 }],
      },
    ],
  });
  const { slug, source, ids } = made;
  // A record that is somebody else's, linked by a list.
  await withTransaction(site.deps.db, async (trx) => {
    const act = { actor: ACTOR, now: Temporal.Instant.from('2026-03-02T15:00:00Z') };
    const row = {
      id: ids.get('blas') ?? '',
      path: '',
      name: 'Blas Ficticio',
      cites: ['s'],
      tenure: { kind: 'candidacy' as const, body: '', post: '' },
    };
    const setting = {
      process: 'Otro proceso',
      publish: true,
      sources: new Map([['s', source]]),
      linked: new Map<string, string>(),
    };
    await writePeople(trx, act, 'candidacies', [{ ...row, person: undefined }], setting, new Findings());
    const { person_id: id } = await trx
      .selectFrom('candidacies')
      .select('person_id')
      .where('id', '=', row.id)
      .executeTakeFirstOrThrow();
    const own = { ...row, id: ids.get('ana') ?? '', person: 'ella' };
    const linked = { ...setting, process: 'Guardián de Ejemplo 2026', linked: new Map([['ella', id ?? '']]) };
    await writePeople(trx, act, 'candidacies', [own], linked, new Findings());
  });
  await importHolidays(site.deps, ACTOR, bytesOf(exampleHolidays()));
  return { ...made, root: `/admin/elecciones/${made.id}`, slug };
}

async function lookAtDesk(
  page: Page,
  root: string,
  ids: ReadonlyMap<string, string>,
  size: string,
): Promise<void> {
  const look = (name: string) => browsing.look(page, `${name}-${size}`);
  await page.goto(`${root}/tablas`);
  await look('tables');
  await page.goto(`${root}/punteos`);
  await look('sheets');
  await page.goto(`${root}/punteos/${ids.get('hoja')}`);
  await look('sheet');
  await page.goto(`${root}/punteos/${ids.get('hoja')}/aspirantes/${ids.get('ana')}`);
  await look('points');
  await page.goto(`${root}/aspirantes/${ids.get('ana')}`);
  await look('candidacy');
  await page.goto('/admin/elecciones/asuetos');
  await look('holidays');
}

it('mends points, a link and a year of holidays, and shows what was', { timeout: 180_000 }, async () => {
  const { id, root, ids } = await makeProcess();
  const phone = await browsing.phone({ js: false });
  await browsing.signIn(phone, (await signInAs(site.deps, 'editor')).cookie);
  await lookAtDesk(phone, root, ids, '360');
  await phone.goto(`${root}/punteos/${ids.get('hoja')}/aspirantes/${ids.get('ana')}`);
  await phone.getByLabel('Aspecto académico').fill('27');
  await phone.getByLabel('¿Por qué cambia?').fill('En el acta dice 27.');
  await phone.getByRole('button', { name: 'Guardar' }).click();
  expect(await phone.getByText('Guardado.').count()).toBe(1);
  await phone.goto(`${root}/aspirantes/${ids.get('ana')}`);
  await phone.getByRole('link', { name: 'Deshacer el enlace' }).click();
  await browsing.look(phone, 'link-360');
  await phone.getByLabel('¿Por qué no es esa persona?').fill('Es otra persona del mismo nombre.');
  await phone.getByRole('button', { name: 'Deshacer el enlace' }).click();
  expect(await phone.getByText('Se deshizo el enlace.').count()).toBe(1);
  await phone.goto('/admin/elecciones/asuetos');
  await phone.getByRole('link', { name: 'Quitar País de ejemplo 2026' }).click();
  await browsing.look(phone, 'remove-year-360');
  await phone.getByLabel('¿Por qué se quita?').fill('Era de otro país.');
  await phone.getByRole('button', { name: 'Quitar el año' }).click();
  expect(await phone.getByText('Se quitó el año del calendario.').count()).toBe(1);

  const wide = await browsing.wide();
  await browsing.signIn(wide, (await signInAs(site.deps, 'editor')).cookie);
  await lookAtDesk(wide, root, ids, '1280');
  for (const [page, size] of [
    [phone, '360'],
    [wide, '1280'],
  ] as const) {
    await page.goto(`/historial/eleccion/${id}`);
    await browsing.look(page, `past-${size}`);
    await page.getByRole('link', { name: 'Se modificó' }).first().click();
    expect(await page.getByText('Aspecto académico').count()).toBeGreaterThan(0);
    await browsing.look(page, `version-${size}`);
  }
});
