/** Bodies, places and who holds them as the desk knows them: those that cite nothing too. */
import type { Read } from '../../../platform/db/handles.ts';
import { isUuid } from '../../../platform/uuid.ts';
import { SEAT_HOLDER, SELECTION_BODY } from '../kinds.ts';
import { isCited } from './cited.ts';

const MOST_SEATS = 600;
const MOST_HOLDERS = 2000;

/** One query. */
export function officeBodies(db: Read, selectionId: string) {
  return db
    .selectFrom('selection_bodies as b')
    .select(['b.id', 'b.key', 'b.name', 'b.entitled', 'b.note'])
    .select(isCited(SELECTION_BODY, 'b.id').as('cited'))
    .where('b.selection_id', '=', selectionId)
    .orderBy('b.position')
    .orderBy('b.id')
    .limit(20)
    .execute();
}

export type OfficeBody = Awaited<ReturnType<typeof officeBodies>>[number];

/** In the order of their bodies. One query. */
export function officeSeats(db: Read, selectionId: string) {
  return db
    .selectFrom('body_seats as s')
    .innerJoin('selection_bodies as b', 'b.id', 's.body_id')
    .select(['s.id', 's.body_id', 's.label', 's.group_key', 's.chairs'])
    .select(['b.name as body', 'b.key as body_key'])
    .where('s.selection_id', '=', selectionId)
    .orderBy('b.position')
    .orderBy('s.position')
    .orderBy('s.id')
    .limit(MOST_SEATS)
    .execute();
}

export type OfficeSeat = Awaited<ReturnType<typeof officeSeats>>[number];

/** One query. */
export function officeHolders(db: Read, selectionId: string) {
  return db
    .selectFrom('seat_holders as h')
    .select(['h.id', 'h.seat_id', 'h.name', 'h.alternate', 'h.office', 'h.starts', 'h.ends'])
    .select(isCited(SEAT_HOLDER, 'h.id').as('cited'))
    .where('h.selection_id', '=', selectionId)
    .orderBy('h.position')
    .orderBy('h.id')
    .limit(MOST_HOLDERS)
    .execute();
}

export type OfficeHolder = Awaited<ReturnType<typeof officeHolders>>[number];

/** With the address of the record of Justiciapedia that it is linked to. */
export async function findOfficeHolder(db: Read, selectionId: string, id: string) {
  if (!isUuid(id)) return undefined;
  return await db
    .selectFrom('seat_holders as h')
    .leftJoin('people as p', 'p.id', 'h.person_id')
    .selectAll('h')
    .select('p.slug as person_slug')
    .where('h.id', '=', id)
    .where('h.selection_id', '=', selectionId)
    .executeTakeFirst();
}
