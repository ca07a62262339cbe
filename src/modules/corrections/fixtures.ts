/** Requests for tests, about a record that is public. All of it is plainly invented. */
import { run } from '../../platform/db/outcome.ts';
import { ANONYMOUS } from '../../platform/access/access.ts';
import type { Deps } from '../../platform/deps.ts';
import type { RecordRef } from '../../platform/links.ts';
import { askCorrection } from './commands/ask.ts';
import { linkToken } from './sealed.ts';

/** For the places of the addresses: a request, its link, and the record that it is about. */
export async function makeCorrectionPlaces(
  deps: Pick<Deps, 'db' | 'now' | 'vault'>,
  record: RecordRef,
): Promise<Record<string, string>> {
  const context = { actor: ANONYMOUS, vault: deps.vault, now: deps.now() };
  const dueOn = deps.now().toZonedDateTimeISO('UTC').toPlainDate().add({ days: 15 });
  const asking = { record, kind: 'wrong' as const, lang: 'es' as const, privacyVersion: null, dueOn };
  const asked = {
    text: `Falta el segundo apellido (${deps.now().toString()}).`,
    source: '',
    name: 'Persona Ficticia',
    email: '',
    relation: '',
  };
  const made = await run(deps.db, (trx) => askCorrection(trx, context, asking, asked));
  if (!made.ok) throw new Error(made.refused);
  return {
    '/correcciones/sobre/:kind': record.kind,
    '/correcciones/sobre/:kind/:id': record.id,
    '/correcciones/seguir/:token': linkToken(deps.vault, { id: made.id, link_version: 1 }),
    '/admin/correcciones/:id': made.id,
  };
}
