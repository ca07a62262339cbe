/** Everybody in the lists, one after the other, in bounded memory: for files that hold all of them. */
import type { Read } from '../../../platform/db/handles.ts';
import { propertyOf } from '../schemas/properties.ts';
import { personFacts } from '../rules/person-facts.ts';
import { listedIds, shownPeople } from './people-additions.ts';
import { type PersonRecord, recordsUnder } from './people.ts';
import type { WholePerson } from './person-page.ts';
import { type Statement, statementsOf } from './statements.ts';
import { type Tenure, tenuresOf } from './tenures.ts';

const AT_ONCE = 40;
/** As many rows as each of these queries gives at most: what is as long may have been cut. */
const MOST = { records: 200, statements: 2000, tenures: 1000 } as const;

/** In the order of their ids. Who is out of the lists is in no file either. */
export async function* everybody(db: Read): AsyncGenerator<WholePerson> {
  let after: string | undefined;
  for (;;) {
    const ids = await listedIds(db, { after, limit: AT_ONCE });
    if (ids.length === 0) return;
    yield* wholePeople(db, ids);
    after = ids.at(-1);
  }
}

async function* wholePeople(db: Read, roots: readonly string[]): AsyncGenerator<WholePerson> {
  const people = await shownPeople(db, roots);
  const records = await uncut(MOST.records, roots, (ids) => recordsUnder(db, ids));
  const ids = records.map(({ id }) => id);
  const statements = await uncut(MOST.statements, ids, (some) => statementsOf(db, some, { office: false }));
  const tenures = await uncut(MOST.tenures, ids, (some) => tenuresOf(db, some, { office: false }));
  const recordsOf = Map.groupBy(records, ({ canonical_id: id }) => id);
  for (const id of roots) {
    const person = people.get(id);
    const own = recordsOf.get(id) ?? [];
    if (person) yield whole(person, own, statements, tenures);
  }
}

function whole(
  person: WholePerson['person'],
  records: readonly PersonRecord[],
  statements: readonly Statement[],
  tenures: readonly Tenure[],
): WholePerson {
  const ids = records.map(({ id }) => id);
  const of = new Set(ids);
  const said = statements.filter(({ subjectId }) => of.has(subjectId));
  const held = tenures.filter(({ personId }) => of.has(personId));
  const isSingle = (property: string): boolean => propertyOf('person', property)?.single === true;
  return { person, records, statements: said, tenures: held, facts: personFacts(said, held, ids, isSingle) };
}

/** Asks for fewer at a time where an answer is as long as it can be. */
async function uncut<T>(
  most: number,
  ids: readonly string[],
  read: (ids: readonly string[]) => Promise<readonly T[]>,
): Promise<T[]> {
  if (ids.length === 0) return [];
  const rows = await read(ids);
  if (rows.length < most || ids.length === 1) return [...rows];
  const half = Math.ceil(ids.length / 2);
  return [...(await uncut(most, ids.slice(0, half), read)), ...(await uncut(most, ids.slice(half), read))];
}

/** Institutions that everybody sees, with what they are part of; for the files that name them. */
export function institutionsForExport(db: Read) {
  return db
    .selectFrom('institutions as i')
    .leftJoin('institutions as p', (join) =>
      join.onRef('p.id', '=', 'i.parent_id').on('p.status', '=', 'published'),
    )
    .select(['i.id', 'i.slug', 'i.name', 'i.kind', 'p.id as parent_id'])
    .where('i.status', '=', 'published')
    .orderBy('i.id')
    .execute();
}
