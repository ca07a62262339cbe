import { expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { translator } from '../../platform/i18n/translate.ts';
import { EVENT_FILE_USES } from './file-uses.ts';
import { insertEdition } from './fixtures.ts';

const site = useApp();
const id = (n: number): string => `00000000-0000-4000-8000-00000000000${n}`;

it('names the edition whose materials or texts lead to a file', async () => {
  const made = await insertEdition(site.deps.db, 'con-archivos', {
    event: {
      title: 'Con archivos',
      description: `El informe: http://localhost:3000/archivos/${id(1)}/informe.pdf`,
    },
  });
  const url = `https://ejemplo.org/archivos/${id(2)}/laminas.pdf`;
  const material = { event_id: made.id, session_id: null, kind: 'document', title: 'Láminas', url } as const;
  await site.deps.db.insertInto('event_materials').values(material).execute();
  const uses = await EVENT_FILE_USES.find(site.deps.db, [id(1), id(2), id(3)], translator('es'));
  const use = { id: made.id, title: 'Con archivos', href: '/admin/encuentros/con-archivos' };
  expect(uses.toSorted((a, b) => (a.fileId < b.fileId ? -1 : 1))).toEqual([
    { ...use, fileId: id(1) },
    { ...use, fileId: id(2) },
  ]);
});
