/** The page where a publication is cited, among its own. */
import type { CitedRecords } from '../../platform/sources/cited.ts';
import { PublicationFrame } from './pages/office/frame.tsx';
import { deskOf, officePage, publicationOf } from './routes/desk.ts';

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
