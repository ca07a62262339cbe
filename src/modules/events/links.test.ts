import { expect, it } from 'vitest';
import { translator } from '../../platform/i18n/translate.ts';
import { resolveLinks } from '../../platform/links.ts';
import { useDatabase } from '../../../test/harness/database.ts';
import { testDeps } from '../../../test/harness/app.ts';
import { ANONYMOUS } from '../../platform/access/access.ts';
import { withTransaction } from '../../platform/db/transaction.ts';
import { registerPerson } from './commands/registration/register.ts';
import { insertEdition, registering } from './fixtures.ts';

const database = useDatabase();

it('finds title and address of records of any kind, and names nobody', async () => {
  const deps = testDeps(database.db);
  const event = await insertEdition(database.db, 'enlaces', { workshops: { datos: 3 } });
  const made = await withTransaction(database.db, (trx) =>
    registerPerson(trx, { actor: ANONYMOUS, vault: deps.vault, now: deps.now() }, event, registering(1)),
  );
  if (!made.ok) throw new Error(made.refused);
  const session = event.workshops[0]?.id ?? '';
  const refs = [
    { kind: 'event', id: event.id },
    { kind: 'event_session', id: session },
    { kind: 'event_registration', id: made.id },
    { kind: 'nothing_known', id: 'x' },
  ];
  expect(Object.fromEntries(await resolveLinks(database.db, deps.links, refs, translator('es')))).toEqual({
    [`event:${event.id}`]: { title: 'Encuentro de prueba', href: '/admin/encuentros/enlaces' },
    [`event_session:${session}`]: { title: 'Taller datos', href: '/admin/encuentros/enlaces/programa' },
    [`event_registration:${made.id}`]: {
      title: 'Inscripción en Encuentro de prueba',
      href: `/admin/encuentros/enlaces/inscripciones/${made.id}`,
    },
  });
});
