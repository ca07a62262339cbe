/**
 * A file of holidays can be sent to be looked at, too: it belongs to no process.
 * Frozen: never edited after a release; imports nothing of the program.
 */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  `alter table selection_uploads drop constraint selection_uploads_kind_check`,
  `alter table selection_uploads drop constraint selection_uploads_check`,
  `alter table selection_uploads add constraint selection_uploads_kind_check check (kind in
    ('process', 'kind', 'holidays', 'candidate', 'score', 'objection', 'vote', 'document', 'member', 'check'))`,
  `alter table selection_uploads add constraint selection_uploads_check
    check ((kind in ('process', 'kind', 'holidays')) = (selection_id is null))`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
