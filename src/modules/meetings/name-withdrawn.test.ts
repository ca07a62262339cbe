/** Who withdraws their name from what they wrote on paper withdraws it from the paper too. */
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { sendFile } from '../../../test/harness/send-file.ts';
import { signInAs } from '../../../test/harness/staff.ts';
import { makeVisitor, readPage } from '../../../test/harness/visitor.ts';
import { linkOf } from '../proposals/fixtures.ts';
import { findProposal } from '../proposals/queries/own.ts';
import { sheetPath } from './addresses.ts';
import { insertMeeting, insertSheets } from './fixtures.ts';
import { sealAddress } from './sealed.ts';

const site = useApp();

it('a withdrawn name goes with the photo of its sheet, also where only the organisation knew it', async () => {
  const meeting = await insertMeeting(site.deps);
  const [code = ''] = (await insertSheets(site.deps, meeting.id)).codes;
  const desk = makeVisitor(site.app, (await signInAs(site.deps, 'facilitator')).cookie);
  const said = {
    title: 'De una hoja con nombre',
    problem: 'Nadie contesta el teléfono.',
    summary: 'Que alguien lo conteste.',
    category: 'acceso-a-justicia',
    authors: 'Persona Ficticia',
    visibility: 'reserved',
    accept: 'yes',
  };
  const bytes = await sharp({ create: { width: 60, height: 80, channels: 3, background: '#eee' } })
    .jpeg()
    .toBuffer();
  const photo = { name: 'photo', filename: 'hoja.jpg', bytes };
  await sendFile({ app: site.app, visitor: desk }, sheetPath(code), said, photo);
  const { proposal_id: id } = await site.deps.db
    .selectFrom('meeting_proposals')
    .select('proposal_id')
    .where('meeting_id', '=', meeting.id)
    .executeTakeFirstOrThrow();
  await site.deps.db
    .updateTable('meeting_proposals')
    .set({ sealed_address: sealAddress(site.deps.vault, id, 'persona@ejemplo.test') })
    .where('proposal_id', '=', id)
    .execute();
  const row = await findProposal(site.deps.db, id);
  if (!row) throw new Error('it was not entered');
  const path = `/propuestas/propia/${linkOf(site.deps, row)}`;
  const visitor = makeVisitor(site.app);
  const buttons = async () =>
    readPage(await visitor.get(path)).$('input[name=action][value=withdraw_name]').length;
  expect(await buttons()).toBe(1);
  const kept = async () => {
    const photos = await site.deps.db.selectFrom('meeting_sheet_photos').select('sheet_id').execute();
    const rows = await site.deps.db.selectFrom('meeting_proposals').select('sealed_address').execute();
    return [photos.length, rows.filter((one) => one.sealed_address !== null).length];
  };
  expect(await kept()).toEqual([1, 1]);
  await visitor.post(path, { action: 'withdraw_name' });
  expect([await kept(), await buttons()]).toEqual([[0, 0], 0]);
});
