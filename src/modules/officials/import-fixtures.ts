/** Lists for tests: one that was read in, and one that waits. Plainly invented. */
import { withTransaction } from '../../platform/db/transaction.ts';
import type { Deps } from '../../platform/deps.ts';
import { keepUpload } from './commands/uploads.ts';
import { bytesInput } from './import/file-bytes.ts';
import { importPeople } from './import/person-import.ts';
import { stageList } from './import/staged.ts';

const ACTOR = { kind: 'system', what: 'test' } as const;

/** Values for the places in the addresses of the back office. */
export async function makeImportPlaces(
  deps: Pick<Deps, 'db' | 'now' | 'vault'>,
): Promise<Record<string, string>> {
  const word = crypto.randomUUID().slice(0, 8);
  const text = (name: string) =>
    Buffer.from(
      `nombre,sexo,puesto,CUI,otra,seleccionarInstitucion\n${name} ${word},Femenino,Jueza,,x,Corte ${word}\nOtra ${name},,,,,\n`,
    );
  const done = await importPeople(
    deps,
    ACTOR,
    bytesInput(`lista-${word}.csv`, text('Importada Ficticia Ejemplar')),
    { dryRun: false, draft: true, publisher: 'Organización de Ejemplo' },
  );
  const input = bytesInput(`por-revisar-${word}.csv`, text('Enviada Ficticia Ejemplar'));
  const { staged, sha256 } = await stageList(deps.db, 'person', input);
  const sent = { name: input.name, publisher: '', sha256, staged };
  const upload = await withTransaction(deps.db, (trx) =>
    keepUpload(trx, { actor: ACTOR, now: deps.now() }, deps.vault, sent),
  );
  return {
    '/admin/justiciapedia/importaciones/:import': done.importId ?? '',
    '/admin/justiciapedia/listas/:upload': upload,
  };
}
