/** All that one person's page, its data and its share card are made of: the same number of queries, however much it is. */
import type { Read } from '../../../platform/db/handles.ts';
import { type PersonFacts, personFacts } from '../rules/person-facts.ts';
import { propertyOf } from '../schemas/properties.ts';
import { type PersonRecord, recordsUnder, type ShownPerson } from './people.ts';
import { type Statement, statementsOf } from './statements.ts';
import { type Tenure, tenuresOf } from './tenures.ts';

export interface WholePerson {
  person: ShownPerson;
  records: readonly PersonRecord[];
  facts: PersonFacts<Statement>;
  statements: readonly Statement[];
  tenures: readonly Tenure[];
}

const isSingle = (property: string): boolean => propertyOf('person', property)?.single === true;

/** Three queries. */
export async function wholePerson(db: Read, person: ShownPerson): Promise<WholePerson> {
  const records = await recordsUnder(db, [person.id]);
  const ids = records.map(({ id }) => id);
  const [statements, tenures] = await Promise.all([
    statementsOf(db, ids, { office: false }),
    tenuresOf(db, ids, { office: false }),
  ]);
  return { person, records, statements, tenures, facts: personFacts(statements, tenures, ids, isSingle) };
}
