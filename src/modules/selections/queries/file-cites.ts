/** What rows cite, as a file says it: sources by short names, in the order in which they are met. */
import { sql } from 'kysely';
import type { Read } from '../../../platform/db/handles.ts';
import { type Citation, citationsOfMany, recordKey } from '../../../platform/sources/citations.ts';
import type { CitedPlace } from '../schemas/parts.ts';
import type { ProcessFile } from '../schemas/process-file.ts';

const AT_ONCE = 1000;

type FileCite = string | CitedPlace;

export class FileCites {
  readonly #db: Read;
  readonly #found = new Map<string, Citation[]>();
  /** Names by the id of the source. */
  readonly #names = new Map<string, string>();

  constructor(db: Read) {
    this.#db = db;
  }

  /** Reads ahead what these records cite. */
  async read(kind: string, rows: readonly { id: string }[]): Promise<void> {
    for (let from = 0; from < rows.length; from += AT_ONCE) {
      const part = rows.slice(from, from + AT_ONCE).map(({ id }) => ({ kind, id }));
      for (const [key, list] of await citationsOfMany(this.#db, part)) this.#found.set(key, list);
    }
  }

  /** @returns undefined for what cites nothing */
  of(kind: string, id: string): FileCite[] | undefined {
    return this.#found.get(recordKey({ kind, id }))?.map((one) => this.#cite(one));
  }

  #cite({ source, page, passage, field, value, reason }: Citation): FileCite {
    const name = this.#names.get(source.id) ?? `f${this.#names.size + 1}`;
    this.#names.set(source.id, name);
    const place = Object.entries({ page, passage, field, value, reason }).filter(([, text]) => text !== '');
    return place.length === 0 ? name : { source: name, ...Object.fromEntries(place) };
  }

  /** Those that were named so far. One query. */
  async sources(): Promise<ProcessFile['sources']> {
    const rows = await this.#db
      .selectFrom('sources')
      .select(['id', 'title', 'publisher', 'address', 'date_printed', 'date_from', 'date_precision'])
      .select(['kind', 'lang', 'note'])
      .where('id', '=', sql<string>`any(${[...this.#names.keys()]}::uuid[])`)
      .execute();
    const byId = new Map(rows.map((row) => [row.id, row]));
    return Object.fromEntries(
      [...this.#names].flatMap(([id, name]) => {
        const row = byId.get(id);
        if (!row) return [];
        const { date_from: from, date_precision: precision } = row;
        const length = { day: 10, month: 7, year: 4 }[precision ?? 'day'];
        const date = row.date_printed || (from === null ? '' : String(from).slice(0, length));
        return [
          [
            name,
            {
              title: row.title,
              publisher: row.publisher,
              ...(row.address !== null && { url: row.address }),
              ...(date !== '' && { date }),
              ...(row.kind !== 'personal_file' && { kind: row.kind }),
              ...(row.lang !== 'es' && { lang: row.lang }),
              ...(row.note !== '' && { note: row.note }),
            },
          ],
        ];
      }),
    );
  }
}
