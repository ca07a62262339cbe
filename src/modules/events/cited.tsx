/** Editions cite sources: which of their fields can be cited, who sees them, and the pages around. */
import { allows } from '../../platform/access/access.ts';
import { page } from '../../platform/http/answers.ts';
import type { CitedRecords } from '../../platform/sources/cited.ts';
import { citedTab } from '../../platform/sources/paths.ts';
import { editionPath } from './addresses.ts';
import { EditionFrame } from './pages/office/frame.tsx';
import { CITED_FIELDS, citedFieldLabel } from './pages/words.ts';
import { editionDesk } from './routes/office-desk.ts';

const POLICY = 'events.edit';

export const EVENT_CITED: CitedRecords = {
  kind: 'event',
  label: 'events.cited.label',
  policy: POLICY,
  fields: (t) => CITED_FIELDS.map((name) => ({ name, label: citedFieldLabel(name, t) })),
  find: async (db, ids) => {
    const rows = await db
      .selectFrom('events')
      .select(['id', 'title', 'slug'])
      .where('id', 'in', ids)
      .where('visibility', '=', 'published')
      .execute();
    return new Map(rows.map(({ id, title, slug }) => [id, { title, href: editionPath(slug) }]));
  },
  frame: async (deps, ctx, id, { title, lead, body, status }) => {
    const row = await deps.db.selectFrom('events').select('slug').where('id', '=', id).executeTakeFirst();
    if (!row || !allows(ctx.actor, POLICY)) return undefined;
    const desk = await editionDesk(deps, { ...ctx, params: { slug: row.slug } });
    const framed = (
      // What was just done is said by the page inside.
      <EditionFrame desk={{ ...desk, done: undefined }} part={{ added: TAB.path }} title={title} lead={lead}>
        {body}
      </EditionFrame>
    );
    return page(framed, { title, status });
  },
};

const TAB = citedTab({ of: 'event', group: 'overview', policy: POLICY, order: 5 });
export const EVENT_CITED_TAB = TAB;
