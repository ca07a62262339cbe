/** Questions to institutions for tests. All of it is plainly invented. */
import { run } from '../../platform/db/outcome.ts';
import type { Deps } from '../../platform/deps.ts';
import { ask, type Asking } from './commands/ask.ts';
import { type Delivery, noteDelivery } from './commands/delivery.ts';
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

/** They have it, since the day on which they were asked or the one given. */
export async function deliver(
  site: Site,
  id: string,
  onDate: Temporal.PlainDate = site.now().toZonedDateTimeISO('UTC').toPlainDate(),
  paper?: Delivery['paper'],
): Promise<void> {
  const c = { actor: STAFF, vault: site.vault, now: site.now() };
  const delivery: Delivery = { kind: 'by_hand', note: 'En la ventanilla de ejemplo', onDate, paper };
  const done = await run(site.db, (trx) => noteDelivery(trx, c, id, delivery));
  if (!done.ok) throw new Error(`the fixture was not delivered: ${done.refused}`);
}

/** @returns the id of a delivery with a paper that everybody may see */
async function insertPaper(site: Site, askId: string): Promise<string> {
  const bytes = Buffer.from('%PDF-1.7\n%%EOF\n');
  await deliver(site, askId, undefined, { mediaType: 'application/pdf', bytes, open: true });
  const row = await site.db
    .selectFrom('ask_deliveries')
    .select('id')
    .where('ask_id', '=', askId)
    .executeTakeFirstOrThrow();
  return row.id;
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
  const paper = await insertPaper(site, id);
  return {
    '/propuestas/:number/respuestas': number,
    '/propuestas/responder/:token': token,
    '/admin/respuestas/propuesta/:number': number,
    '/admin/respuestas/:id': id,
    '/admin/preguntas/:id': id,
    '/admin/respuestas/constancias/:id': paper,
    '/propuestas/respuestas/constancias/:id': paper,
  };
}
