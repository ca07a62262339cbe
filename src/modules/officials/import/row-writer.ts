/** What the rows of a list of people say, as statements and tenures; what is there already is not written twice. */
import type { Trx } from '../../../platform/db/handles.ts';
import type { Act } from '../../../platform/db/outcome.ts';
import { type StatedSource, statedKey, statedSources } from '../../../platform/sources/stated.ts';
import { addTenures, type NewTenure } from '../commands/people.ts';
import { addStatements, type NewStatement, type Place } from '../commands/statements.ts';
import { evidenceFor, folded, type Said } from '../rules/evidence.ts';
import { processKey } from '../rules/process-key.ts';
import { PROPERTIES, propertyOf, type StatementValue } from '../schemas/properties.ts';
import type { KnownBodies } from './known-bodies.ts';
import { rowPage } from './file-source.ts';
import { factsOf, type RowFacts, type RowStatement, type RowTenure } from './person-facts.ts';
import type { AdmittedRow } from './person-rows.ts';

/** Of one import of a file. */
export interface Writing {
  importId: string;
  /** The file. */
  sourceId: string;
  fileName: string;
  publisher: string;
  /** What is created is shown to everybody. */
  publish: boolean;
}

/** What is said of one person already, by this list or before. */
interface Known {
  said: Said[];
  keys: Set<string>;
}

const ORDER = new Map(Object.keys(PROPERTIES.person).map((property, at) => [property, at * 100]));

/** Writes what rows say: give it some hundred at a time, in their order. */
export class RowWriter {
  readonly changed = new Set<string>();
  statements = 0;
  tenures = 0;
  readonly #trx: Trx;
  readonly #act: Act;
  readonly #writing: Writing;
  readonly #bodies: KnownBodies;
  readonly #created: ReadonlySet<string>;
  /** Of people with several rows, and of those who were here: the others are done with their row. */
  readonly #known = new Map<string, Known>();
  readonly #sources = new Map<string, string>();

  constructor(trx: Trx, act: Act, writing: Writing, bodies: KnownBodies, created: ReadonlySet<string>) {
    this.#trx = trx;
    this.#act = act;
    this.#writing = writing;
    this.#bodies = bodies;
    this.#created = created;
  }

  async write(part: readonly (readonly [AdmittedRow, string, boolean])[]): Promise<void> {
    if (part.length === 0) return;
    const facts = part.map(([row]) => factsOf(row));
    await this.#find(facts);
    await this.#recall(part.map(([, id]) => id));
    const statements: NewStatement[] = [];
    const tenures: NewTenure[] = [];
    for (const [at, [row, id, several]] of part.entries()) {
      const of = facts[at];
      if (of) this.#row(row, of, id, several, statements, tenures);
    }
    await addStatements(this.#trx, this.#act, statements);
    await addTenures(this.#trx, this.#act, tenures);
    this.statements += statements.length;
    this.tenures += tenures.length;
  }

  async #find(facts: readonly RowFacts[]): Promise<void> {
    const stated = facts.flatMap(({ source }) =>
      source && !this.#sources.has(statedKey(source)) ? [source] : [],
    );
    for (const [key, id] of await statedSources(this.#trx, this.#act, stated)) this.#sources.set(key, id);
  }

  /** What is said of those who were here before this import. */
  async #recall(ids: readonly string[]): Promise<void> {
    const asked = [...new Set(ids)].filter((id) => !this.#created.has(id) && !this.#known.has(id));
    if (asked.length === 0) return;
    for (const id of asked) this.#known.set(id, { said: [], keys: new Set() });
    const statements = await this.#trx
      .selectFrom('statements')
      .select(['subject_id', 'property', 'value', 'evidence', 'starts', 'ends', 'source_id'])
      .where('subject_id', 'in', asked)
      .execute();
    for (const { subject_id, value, source_id, ...one } of statements) {
      const said = { ...one, value: value as StatementValue };
      this.#known.get(subject_id)?.said.push(said);
      this.#known.get(subject_id)?.keys.add(statementKey(one.property, said.value, source_id ?? ''));
    }
    const tenures = await this.#trx
      .selectFrom('tenures')
      .selectAll()
      .where('person_id', 'in', asked)
      .execute();
    for (const one of tenures)
      this.#known.get(one.person_id)?.keys.add(
        tenureKey({
          kind: one.kind,
          post: one.post_printed,
          body: one.body_printed,
          process: one.process,
          unit: one.unit,
          territory: one.territory,
          state: one.state,
          starts: one.starts ?? undefined,
          ends: one.ends ?? undefined,
        }),
      );
  }

  #row(
    row: AdmittedRow,
    facts: RowFacts,
    id: string,
    several: boolean,
    statements: NewStatement[],
    tenures: NewTenure[],
  ): void {
    const known = this.#known.get(id) ?? { said: [], keys: new Set<string>() };
    if (several) this.#known.set(id, known);
    const place = this.#place(row, facts.source);
    const from = { id: this.#writing.importId, row: row.line };
    const before = statements.length + tenures.length;
    for (const one of facts.statements) {
      const key = statementKey(one.property, one.value, place.sourceId);
      const spec = propertyOf('person', one.property);
      if (!spec || known.keys.has(key)) continue;
      known.keys.add(key);
      const said = { property: one.property, value: one.value, starts: null, ends: null };
      const evidence = one.kept === undefined ? evidenceFor(spec, said, true, known.said) : 'kept';
      known.said.push({ ...said, evidence });
      statements.push({
        subject: { kind: 'person', id },
        ...one,
        evidence,
        place,
        ...this.#reason(one, place, row),
        position: (ORDER.get(one.property) ?? 0) + Math.min(known.said.length, 99),
        import: from,
      });
    }
    for (const one of facts.tenures) {
      const key = tenureKey(one);
      if (known.keys.has(key)) continue;
      known.keys.add(key);
      tenures.push({ ...this.#tenure(one), personId: id, place, import: from });
    }
    if (statements.length + tenures.length > before && !this.#created.has(id)) this.changed.add(id);
  }

  #place({ line, rowId }: AdmittedRow, source: StatedSource | undefined): Place {
    const own = source && this.#sources.get(statedKey(source));
    return own ? { sourceId: own } : { sourceId: this.#writing.sourceId, page: rowPage(line, rowId) };
  }

  /** A name that the row's own source says is still found again by its row. */
  #reason(one: RowStatement, place: Place, row: AdmittedRow): { reason?: string } {
    if (one.kept !== undefined) return { reason: one.kept };
    if (one.property !== 'name' || place.sourceId === this.#writing.sourceId) return {};
    return { reason: `${this.#writing.fileName}, ${rowPage(row.line, row.rowId)}` };
  }

  #tenure({
    body,
    post,
    process,
    unit,
    territory,
    state,
    listNumber,
    kind,
    starts,
    ends,
    reason,
  }: RowTenure) {
    const institutionId = kind === 'office' ? this.#bodies.institution(body) : undefined;
    return {
      kind,
      postPrinted: post,
      bodyPrinted: body,
      process,
      unit,
      territory,
      state,
      listNumber,
      starts,
      ends,
      reason,
      evidence: 'shown' as const,
      institutionId,
      postId: institutionId && this.#bodies.post(institutionId, post),
    };
  }
}

function statementKey(property: string, value: StatementValue, sourceId: string): string {
  return `${property}\n${folded(value.text)}\n${'href' in value ? value.href : ''}\n${sourceId}`;
}

/** The same office or candidacy said twice, be it with another place in the list. */
function tenureKey(one: Omit<RowTenure, 'listNumber' | 'reason'>): string {
  return [
    one.kind,
    processKey(one.process),
    ...[one.body, one.post, one.unit, one.territory, one.state].map(folded),
    one.starts ?? '',
    one.ends ?? '',
  ].join('\n');
}
