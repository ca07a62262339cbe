/**
 * Who belongs to a group right now. Answers are sealed: registrations are opened a few hundred at a time, and
 * what was read is kept nowhere.
 */
import type { Read } from '../../platform/db/handles.ts';
import type { Vault } from '../../platform/vault/vault.ts';
import { listAttended } from '../attendance/index.ts';
import { fold, openBatches } from '../events/index.ts';
import { unsubscribedAmong } from './queries/letters.ts';
import { holdersOf, speakerNames } from './queries/members.ts';
import { type Audience, belongs, reasonToSkip } from './rules/audience.ts';
import type { SkipReason } from './rules/progress.ts';

/** Registrations opened between two turns of other work, and listed in one transaction. */
export const BATCH = 500;
const PAGE = 1000;
const MOST = 100_000;

interface Source {
  db: Read;
  vault: Vault;
}

export interface Member {
  id: string;
  lang: 'es' | 'en';
  /** Belongs to the group and gets no mail all the same. */
  skip: SkipReason | undefined;
}

export interface GroupReader {
  /**
   * The members among the next registrations, the latest first.
   * @param before id of the last registration looked at
   */
  next: (db: Read, before: string | undefined) => Promise<{ members: Member[]; before: string | undefined }>;
}

/** Reads once what other tables know, then opens batch by batch. */
export async function readGroup(
  { db, vault }: Source,
  eventId: string,
  audience: Audience,
): Promise<GroupReader> {
  const { group, attendance, workshop } = audience;
  const attended =
    group === 'attended' || group === 'absent' ? await attendedIn(db, eventId) : new Set<string>();
  const holders = workshop === undefined ? new Set<string>() : await holdersOf(db, workshop);
  const speakers = new Set(group === 'speakers' ? (await speakerNames(db, eventId)).map(sameName) : []);
  return {
    next: async (read, before) => {
      const filter = { attendance, workshop };
      const batches = await Array.fromAsync(
        openBatches({ db: read, vault }, eventId, filter, { before, most: BATCH }),
      );
      const rows = batches.flat();
      const found = rows.filter((row) =>
        belongs(audience, {
          ...row,
          attended: attended.has(row.id),
          holdsPlace: holders.has(row.id),
          speaks: row.person !== undefined && speakers.has(sameName(row.person.name)),
        }),
      );
      const out = await unsubscribedAmong(
        read,
        found.map(({ id }) => id),
      );
      return {
        members: found.map((row) => ({
          id: row.id,
          lang: row.lang,
          skip: reasonToSkip(row, out.has(row.id)),
        })),
        before: rows.length < BATCH ? undefined : rows.at(-1)?.id,
      };
    },
  };
}

/** A name as it is compared: who registers writes it in their own way. */
const sameName = (name: string): string => fold(name).replaceAll(/\s+/g, ' ');

async function attendedIn(db: Read, eventId: string): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  for (let after: string | undefined; ids.size < MOST;) {
    const rows = await listAttended(db, eventId, {}, { ...(after !== undefined && { after }), limit: PAGE });
    for (const { registrationId } of rows) ids.add(registrationId);
    after = rows.at(-1)?.registrationId;
    if (rows.length < PAGE) break;
  }
  return ids;
}

export interface GroupCount {
  /** Who would get it, by language. */
  es: number;
  en: number;
  total: number;
  skipped: Partial<Record<SkipReason, number>>;
}

/** How many a mailing would go to, as of now. */
export async function countGroup(source: Source, eventId: string, audience: Audience): Promise<GroupCount> {
  const reader = await readGroup(source, eventId, audience);
  const count: GroupCount = { es: 0, en: 0, total: 0, skipped: {} };
  let before: string | undefined;
  do {
    const { members, before: next } = await reader.next(source.db, before);
    for (const { lang, skip } of members) {
      if (skip) count.skipped[skip] = (count.skipped[skip] ?? 0) + 1;
      else {
        count[lang] += 1;
        count.total += 1;
      }
    }
    before = next;
  } while (before !== undefined);
  return count;
}
