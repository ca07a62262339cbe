/** Questions to institutions for tests. All of it is plainly invented. */
import { run } from '../../platform/db/outcome.ts';
import type { Deps } from '../../platform/deps.ts';
import { ask, type Asking } from './commands/ask.ts';
import { replyToken } from './sealed.ts';

type Site = Pick<Deps, 'db' | 'now' | 'vault'>;

const STAFF = { kind: 'system', what: 'test' } as const;

/** @param proposalId of a public one */
export async function insertAsk(
  site: Site,
  proposalId: string,
  institutionId: string,
  change: Partial<Asking> = {},
): Promise<{ id: string; token: string }> {
  const askedOn = site.now().toZonedDateTimeISO('UTC').toPlainDate();
  const asking: Asking = {
    proposalId,
    institutionId,
    words: '¿Publicará los horarios de cada juzgado, y desde cuándo?',
    askedOn,
    dueOn: askedOn.add({ days: 42 }),
    workingDays: 30,
    countedExactly: false,
    address: 'oficina@institucion.test',
    ...change,
  };
  const done = await run(site.db, (trx) =>
    ask(trx, { actor: STAFF, vault: site.vault, now: site.now() }, asking),
  );
  if (!done.ok) throw new Error(`the fixture was not asked: ${done.refused}`);
  return { id: done.id, token: replyToken(site.vault, { id: done.id, link_version: 1 }) };
}

/** For the places of the addresses. */
export async function makeAnswerPlaces(
  site: Site,
  number: string,
  institutionId: string,
): Promise<Record<string, string>> {
  const proposal = await site.db
    .selectFrom('proposals')
    .select('id')
    .where('number', '=', Number(number))
    .executeTakeFirstOrThrow();
  const { id, token } = await insertAsk(site, proposal.id, institutionId);
  return {
    '/propuestas/:number/respuestas': number,
    '/propuestas/responder/:token': token,
    '/admin/respuestas/propuesta/:number': number,
    '/admin/respuestas/:id': id,
  };
}
