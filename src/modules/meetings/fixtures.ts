/** Meetings for tests. All of it is plainly invented. */
import { randomUUID } from 'node:crypto';
import type { Actor } from '../../platform/access/access.ts';
import { run } from '../../platform/db/outcome.ts';
import { withTransaction } from '../../platform/db/transaction.ts';
import type { Deps } from '../../platform/deps.ts';
import { linkToken } from '../proposals/index.ts';
import type { Context } from './commands/context.ts';
import { keepList } from './commands/lists.ts';
import { type MeetingFacts, openMeeting } from './commands/meetings.ts';
import { receive } from './commands/receive.ts';
import { keepPhoto, makeSheets, type Printing } from './commands/sheets.ts';
import { findMeeting, type MeetingRow } from './queries/meetings.ts';
import { findSheet, listBatch } from './queries/sheets.ts';
import { spellCode } from './rules/code.ts';
import { confirmToken } from './sealed.ts';

type Site = Pick<Deps, 'db' | 'now' | 'vault'>;

const STAFF: Actor = { kind: 'system', what: 'test' };

const contextFor = ({ vault, now }: Site): Context => ({ actor: STAFF, vault, now: now() });

let serial = 0;

export async function insertMeeting(site: Site, change: Partial<MeetingFacts> = {}): Promise<MeetingRow> {
  const facts: MeetingFacts = {
    title: `Taller de prueba ${++serial}`,
    place: 'Salón comunal inventado',
    department: 'jalapa',
    onDate: site.now().toZonedDateTimeISO('UTC').toPlainDate(),
    eventId: undefined,
    category: '',
    visibility: 'reserved',
    ...change,
  };
  const done = await run(site.db, (trx) => openMeeting(trx, contextFor(site), facts));
  const row = done.ok ? await findMeeting(site.db, done.id) : undefined;
  if (!row) throw new Error('the fixture was not opened');
  return row;
}

/** @returns codes, in the order of the sheets */
export async function insertSheets(
  site: Site,
  meetingId: string,
  printing: Partial<Printing> = {},
): Promise<{ batch: string; codes: string[] }> {
  const batch = randomUUID();
  const whole: Printing = { batch, kind: 'proposal', proposalId: undefined, count: 1, ...printing };
  await run(site.db, (trx) => makeSheets(trx, contextFor(site), meetingId, whole));
  const sheets = await listBatch(site.db, meetingId, batch);
  return { batch, codes: sheets.map(({ code }) => code) };
}

/** What a table types. A text of its own for each: the same sent twice is one. */
export const tableText = (change: Record<string, string> = {}) => ({
  title: `Ventanillas que atienden ${++serial}`,
  problem: 'Quien llega de lejos encuentra cerrado.',
  affected: 'Personas que viajan',
  summary: 'Publicar los horarios y cumplirlos.',
  category: 'acceso-a-justicia',
  authors: `Equipo ${serial}`,
  visibility: 'reserved',
  accept: 'yes',
  ...change,
});

/** The proposals that a meeting brought, in the order of their numbers, each with its way. */
export const broughtBy = async ({ db }: Pick<Deps, 'db'>, meetingId: string) =>
  await db
    .selectFrom('meeting_proposals as m')
    .innerJoin('proposals as p', 'p.id', 'm.proposal_id')
    .selectAll('p')
    .select('m.via')
    .where('m.meeting_id', '=', meetingId)
    .orderBy('p.number')
    .execute();

const LIST = 'titulo,resumen,categoria\nUna de la lista,Publicar horarios,Mediciones\n';

/** For the places of the addresses. */
export async function makeMeetingPlaces(site: Site): Promise<Record<string, string>> {
  const meeting = await insertMeeting(site, { title: `Taller ${randomUUID()}` });
  const { batch, codes } = await insertSheets(site, meeting.id);
  const text = {
    title: `Horarios ${randomUUID()}`,
    problem: 'Nadie los sabe.',
    affected: '',
    summary: 'Publicarlos.',
  };
  const said = {
    text,
    authors: { names: ['Equipo 1'] },
    visibility: 'reserved',
    category: 'mediciones',
    lang: 'es',
    privacyVersion: null,
  } as const;
  const sent = await run(site.db, (trx) =>
    receive(
      trx,
      contextFor(site),
      meeting,
      { ...said, authors: { names: ['Equipo 1'] }, address: 'equipo@ejemplo.test' },
      'phone',
    ),
  );
  if (!sent.ok || !sent.own) throw new Error('the fixture was not received');
  const upload = await withTransaction(site.db, (trx) =>
    keepList(trx, contextFor(site), meeting.id, { name: 'lista.csv', bytes: Buffer.from(LIST) }),
  );
  const sheet = await findSheet(site.db, codes[0] ?? '');
  const bytes = Buffer.from('89504e470d0a1a0a', 'hex');
  await withTransaction(site.db, (trx) =>
    keepPhoto(trx, contextFor(site), sheet?.id ?? '', { mediaType: 'image/png', bytes }),
  );
  return {
    '/mesa/:code': spellCode(meeting.code),
    '/mesa/:code/recibida/:token': linkToken(site.vault, sent.own),
    '/mesa/correo/:token': confirmToken(site.vault, sent.own),
    '/admin/reuniones/:id': meeting.id,
    '/admin/reuniones/:id/hojas/:batch': batch,
    '/admin/reuniones/:id/lista/:upload': upload,
    '/admin/reuniones/hojas/:code': spellCode(codes[0] ?? ''),
  };
}
