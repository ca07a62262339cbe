/** Proposals for tests. All of it is plainly invented. */
import { randomUUIDv7 } from 'node:crypto';
import { ANONYMOUS } from '../../platform/access/access.ts';
import { run } from '../../platform/db/outcome.ts';
import { withTransaction } from '../../platform/db/transaction.ts';
import type { Deps } from '../../platform/deps.ts';
import { appeal } from './commands/appeal.ts';
import { attest } from './commands/attest.ts';
import type { Context } from './commands/context.ts';
import { beginDraft } from './commands/draft.ts';
import { addFile } from './commands/files.ts';
import { decide } from './commands/moderate.ts';
import { type Sending, sendProposal } from './commands/send.ts';
import { SupportQueue } from './commands/support-queue.ts';
import { draftToken } from './draft-sealed.ts';
import { filesOf } from './queries/files.ts';
import { findProposal, type ProposalRow } from './queries/own.ts';
import { attestationsOf } from './queries/supports.ts';
import type { Decision } from './rules/moderation.ts';
import type { DraftValues } from './schemas/draft.ts';
import { linkToken } from './sealed.ts';
import { dayHash, mailboxHash, sealSupporter, supportToken } from './support-sealed.ts';

type Site = Pick<Deps, 'db' | 'now' | 'vault'>;

const MODERATOR = { kind: 'system', what: 'test' } as const;

export const contextFor = ({ vault, now }: Site, actor: Context['actor'] = ANONYMOUS): Context => ({
  actor,
  vault,
  now: now(),
});

/** What somebody sends, with what a test wants to be different. */
export function sending(change: Partial<Sending> = {}): Sending {
  return {
    text: {
      title: 'Horarios de atención a la vista',
      problem: 'Quien llega de lejos no sabe a qué hora atienden.',
      affected: 'Personas que viajan para una diligencia.',
      summary: 'Publicar los horarios de cada juzgado en la puerta y en línea.',
    },
    authors: { names: ['Persona Ficticia'], organization: 'Colectivo Inventado' },
    visibility: 'reserved',
    category: 'acceso-a-justicia',
    department: 'jalapa',
    fromEvent: true,
    lang: 'es',
    privacyVersion: null,
    origin: 'web',
    ...change,
  };
}

/** Sent without an address, so that it has its number at once. */
export async function insertReceived(site: Site, change: Partial<Sending> = {}): Promise<ProposalRow> {
  const { own } = await withTransaction(site.db, (trx) =>
    sendProposal(trx, contextFor(site), sending(change)),
  );
  const row = own && (await findProposal(site.db, own.id));
  if (!row) throw new Error('the fixture was not received');
  return row;
}

/** @returns the row after it */
export async function decideOn(
  site: Site,
  row: Pick<ProposalRow, 'id' | 'version'>,
  decision: Decision,
  actor: Context['actor'] = MODERATOR,
): Promise<ProposalRow> {
  const judgement = { decision, reason: 'off_topic' as const, note: '', version: row.version };
  const done = await run(site.db, (trx) => decide(trx, contextFor(site, actor), row.id, judgement));
  if (!done.ok) throw new Error(`the fixture was not decided: ${done.refused}`);
  const after = await findProposal(site.db, row.id);
  if (!after) throw new Error('the fixture is gone');
  return after;
}

export async function insertPublished(site: Site, change: Partial<Sending> = {}): Promise<ProposalRow> {
  return decideOn(site, await insertReceived(site, change), 'publish');
}

export const linkOf = (site: Pick<Site, 'vault'>, row: Pick<ProposalRow, 'id' | 'link_version'>): string =>
  linkToken(site.vault, row);

/** @returns its id */
async function insertAttestation(site: Site, proposalId: string): Promise<string> {
  const onDate = site.now().toZonedDateTimeISO('UTC').toPlainDate();
  const seen = { kind: 'meeting', seen: 12, discarded: 0, reason: '', place: 'Taller de prueba' } as const;
  await run(site.db, (trx) => attest(trx, contextFor(site), proposalId, { ...seen, onDate }));
  const [row] = await attestationsOf(site.db, proposalId);
  return row?.id ?? '';
}

/** @returns the id of a document that nobody has looked at */
async function insertFile(site: Site, proposalId: string): Promise<string> {
  const bytes = Buffer.from('dato\n1\n');
  const facts = { words: 'Una tabla', mediaType: 'text/csv', format: 'csv', width: 0, height: 0 };
  await run(site.db, (trx) =>
    addFile(trx, contextFor(site), proposalId, { kind: 'document', facts, bytes, sent: bytes }),
  );
  const [file] = await filesOf(site.db, site.vault, proposalId);
  return file?.id ?? '';
}

/** @returns the token of its link */
async function insertSupport(site: Site, { id: proposalId, number }: ProposalRow): Promise<string> {
  const id = randomUUIDv7();
  const email = `persona.${id}@ejemplo.test`;
  const added = await new SupportQueue(site.db).add({
    id,
    number: number ?? 0,
    hash: mailboxHash(site.vault, number ?? 0, email),
    day: dayHash(site.vault, email, site.now()),
    sealed: sealSupporter(site.vault, id, { email }),
    lang: 'es',
    at: site.now(),
  });
  if (!added) throw new Error(`proposal ${proposalId} is not public`);
  return supportToken(site.vault, id);
}

/** @returns the token of its link */
export async function insertDraft(
  site: Site,
  values: DraftValues = { title: 'Apenas comenzada' },
): Promise<string> {
  const begun = { values, lang: 'es' as const, formKey: undefined };
  const done = await run(site.db, (trx) => beginDraft(trx, contextFor(site), begun));
  if (!done.ok) throw new Error(`the fixture was not kept: ${done.refused}`);
  return draftToken(site.vault, done.id);
}

/** For the places of the addresses: one for everybody, one that waits, one with an appeal. */
export async function makeProposalPlaces(site: Site): Promise<Record<string, string>> {
  const unlike = (title: string): Partial<Sending> => ({
    text: { ...sending().text, title: `${title} ${site.now().epochMilliseconds}-${Math.random()}` },
  });
  const published = await insertPublished(site, { ...unlike('Horarios'), visibility: 'name' });
  const waiting = await insertReceived(site, unlike('Formularios'));
  const third = await insertReceived(site, unlike('Ventanillas'));
  const officeFile = await insertFile(site, third.id);
  const refused = await decideOn(site, third, 'refuse');
  await run(site.db, (trx) => appeal(trx, contextFor(site), refused.id, 'Sí trata de la justicia.'));
  return {
    '/propuestas/:number': String(published.number),
    '/api/v1/proposals/:number': String(published.number),
    '/propuestas/propia/:token': linkOf(site, waiting),
    '/admin/propuestas/:number': String(refused.number),
    '/admin/propuestas/:number/apoyos/:id': await insertAttestation(site, published.id),
    '/propuestas/propia/:token/archivos/:id': await insertFile(site, waiting.id),
    '/admin/propuestas/:number/archivos/:id': officeFile,
    '/admin/propuestas/:number/pasos/:count': '25',
    '/propuestas/borrador/:token': await insertDraft(site),
    '/propuestas/apoyo/:token': await insertSupport(site, published),
  };
}
