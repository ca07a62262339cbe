/** Who cites on a publication, and the page where they do, among its own. */
import { allows } from '../../platform/access/access.ts';
import type { CitedRecords } from '../../platform/sources/cited.ts';
import { PublicationFrame } from './pages/office/frame.tsx';
import { deskOf, officePage, publicationOf, PUBLISH } from './routes/desk.ts';

/** What stands in public is changed by those who publish. */
export const mayCite: NonNullable<CitedRecords['may']> = async (db, actor, id) => {
  if (allows(actor, PUBLISH)) return true;
  const row = await db.selectFrom('publications').select('status').where('id', '=', id).executeTakeFirst();
  return row?.status !== 'published';
};

export const citedFrame: NonNullable<CitedRecords['frame']> = async (
  deps,
  ctx,
  id,
  { title, body, status },
) => {
  const within = { ...ctx, params: { id } };
  const row = await publicationOf(deps, within);
  // What was just done is said by the page inside.
  const desk = { ...(await deskOf(deps, within)), done: undefined };
  return officePage(
    title,
    <PublicationFrame desk={desk} row={row} part="sources" title={title}>
      {body}
    </PublicationFrame>,
    { status },
  );
};
