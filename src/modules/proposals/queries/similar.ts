/** Public proposals that are like one that somebody is about to send. */
import { type RawBuilder, sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';
import { PLANNED_EACH_TIME } from '../../../platform/db/planned-each-time.ts';
import { anyStems, stemsOf } from '../../../platform/search/stems.ts';
import { wordsOf } from '../../../platform/search/words.ts';
import { ALIKE, likeness } from '../rules/likeness.ts';
import type { ProposalText } from '../sealed.ts';

const MOST_WORDS = 400;
const MOST_SHOWN = 5;
const MOST_COMPARED = 60;
/** A word in so many of a hundred proposals says little about any of them. */
const RARE = 0.02;
/** Rows that are looked at, at most, whatever is asked. */
const MOST_LOOKED_AT = 2500;
/** Of the rarest words of what is asked. */
const MOST_ASKED = 8;

/** The stems by which a proposal is found, each once. */
export async function stemsOfText(db: Read, text: ProposalText): Promise<string[]> {
  const words = wordsOf([text.title, text.problem, text.summary].join(' '), MOST_WORDS);
  const stems = await stemsOf(db, words);
  return [...new Set(words.flatMap((word) => anyStems(stems, word).slice(0, 1)))];
}

export interface Similar {
  number: number;
  title: string;
}

/** The nearest first; none when nothing is near. A bounded number of rows is looked at. */
export async function findSimilar(db: Read, text: ProposalText): Promise<Similar[]> {
  const asked = await stemsOfText(db, text);
  if (asked.length === 0) return [];
  const rows = await candidates(db, asked, await telling(db, text, asked));
  return rows
    .map((row) => ({ row, near: likeness({ title: text.title, stems: asked }, row) }))
    .filter(({ near }) => near >= ALIKE)
    .toSorted((a, b) => b.near - a.near)
    .slice(0, MOST_SHOWN)
    .map(({ row: { number, title } }) => ({ number, title }));
}

/**
 * What a row must have to be compared. Where few are public any word will do: they can all be looked at, and what
 * autovacuum has counted by then, or has not yet, must not decide who is warned. No row is asked for it: comparing words
 * in pairs takes longer than counting them. Where many are, the rarest words.
 */
async function telling(db: Read, text: ProposalText, asked: readonly string[]): Promise<RawBuilder<boolean>> {
  const some = db
    .selectFrom('proposals')
    .select('id')
    .where('title', 'is not', null)
    .limit(MOST_LOOKED_AT + 1);
  const { rows } = await db
    .selectFrom(some.as('p'))
    .select(({ fn }) => fn.countAll<number>().as('rows'))
    .executeTakeFirstOrThrow();
  if (rows <= MOST_LOOKED_AT) return sql`true`;
  const titled = new Set(await stemsOfText(db, { ...text, problem: '', summary: '' }));
  const rarest = await rarestOf(db, asked, titled);
  const rare = rarest.filter(({ share }) => share <= RARE).map(({ stem }) => stem);
  const two = rarest.slice(0, 2).map(({ stem }) => stem);
  return rare.length > 0 ? sql`p.stems && ${rare}::text[]` : sql`p.stems @> ${two}::text[]`;
}

/** Of what is asked, the words that few say; of equally rare ones those of the title first. */
async function rarestOf(
  db: Read,
  asked: readonly string[],
  titled: ReadonlySet<string>,
): Promise<{ stem: string; share: number }[]> {
  const { rows } = await sql<{ stem: string; share: number }>`
    select stem, share from pg_stats,
      unnest(most_common_elems::text::text[], most_common_elem_freqs[1:cardinality(most_common_elems::text::text[])])
        as u (stem, share)
    where schemaname = current_schema() and tablename = 'proposals' and attname = 'stems'
      and stem = any(${[...asked]})`.execute(db);
  const common = new Map(rows.map(({ stem, share }) => [stem, share]));
  return asked
    .map((stem) => ({ stem, share: common.get(stem) ?? 0 }))
    .toSorted((a, b) => a.share - b.share || Number(titled.has(b.stem)) - Number(titled.has(a.stem)))
    .slice(0, MOST_ASKED);
}

interface Candidate extends Similar {
  stems: string[];
}

/**
 * Those with the most words in common, of the rows that have what they must. All words of all of them are counted in one
 * join, which takes a third of the time of asking row by row (2,500 rows of 100 words: 50 ms).
 */
async function candidates(
  db: Read,
  asked: readonly string[],
  has: RawBuilder<boolean>,
): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    with looked_at as (
      select id, stems from proposals as p where p.title is not null and ${has} limit ${MOST_LOOKED_AT}
    ), common as (
      select l.id, count(*) as words
      from looked_at as l, unnest(l.stems) as s (stem) join unnest(${[...asked]}::text[]) as a (stem) using (stem)
      group by l.id
    )
    select p.number, p.title, p.stems from common as c join proposals as p using (id)
    order by c.words desc, p.number desc limit ${MOST_COMPARED} ${PLANNED_EACH_TIME}`.execute(db);
  return rows;
}
