import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { START, useApp } from '../../../test/harness/app.ts';
import { signInAs } from '../../../test/harness/staff.ts';
import { withTransaction } from '../../platform/db/transaction.ts';
import { photo } from '../../platform/files/fixtures.ts';
import { putPicture } from '../../platform/files/files.ts';
import { readPicture } from '../../platform/files/picture.ts';
import { sweepFiles } from '../../platform/files/sweep.ts';
import { keepDraft } from './commands/drafts.ts';
import { draft } from './fixtures.ts';

const site = useApp();

async function picture(width: number) {
  const read = await readPicture(await (await photo(width, 30)).jpeg().toBuffer());
  if (!read.ok) throw new Error(read.fault);
  const keeping = { actor: { kind: 'system', what: 'test' } as const, now: START };
  return await withTransaction(site.deps.db, (trx) =>
    putPicture(trx, read.picture, { name: 'foto', alt: 'Una foto' }, keeping),
  );
}

it('keeps pictures of saved texts and of what is typed and not saved, and lets go of the rest', async () => {
  const [inText, inDraft, alone, linked] = [
    await picture(60),
    await picture(61),
    await picture(62),
    await picture(63),
  ];
  const { id } = await draft(site.deps, 'Con foto', {
    body: `![Foto](${inText.href})\n\nEl [documento](${linked.href}).`,
  });
  const since = await site.deps.db
    .selectFrom('files')
    .select('id')
    .where('unused_since', 'is', null)
    .execute();
  // At once, not only when the sweep comes by.
  expect(since.map((row) => row.id).toSorted()).toEqual([inText.id, linked.id].toSorted());
  const { userId } = await signInAs(site.deps, 'editor');
  const key = { publicationId: id, userId, baseVersion: 1 };
  const typed = { fields: { body: [`![Otra](${inDraft.href})`] }, known: 0 };
  await withTransaction(site.deps.db, (trx) => keepDraft(trx, key, typed, START));
  site.setNow(START.add({ hours: 24 * 31 }));
  expect(await sweepFiles(site.deps, 30)).toEqual({ unused: 1, removed: 1 });
  const left = await site.deps.db.selectFrom('files').select('id').execute();
  expect(left.map((row) => row.id).toSorted()).toEqual([inText.id, inDraft.id, linked.id].toSorted());
  expect(left.map((row) => row.id)).not.toContain(alone.id);
  await sql`delete from publication_drafts`.execute(site.deps.db);
  expect(await sweepFiles(site.deps, 30)).toEqual({ unused: 1, removed: 0 });
});
