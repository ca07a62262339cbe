/** What a meeting keeps of a proposal, in the file of those who made it. */
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { sendFile } from '../../../test/harness/send-file.ts';
import { signInAs } from '../../../test/harness/staff.ts';
import { makeVisitor } from '../../../test/harness/visitor.ts';
import { linkOf } from '../proposals/fixtures.ts';
import { findProposal } from '../proposals/queries/own.ts';
import { sheetPath } from './addresses.ts';
import { insertMeeting, insertSheets } from './fixtures.ts';
import { spellCode } from './rules/code.ts';

const site = useApp();

const SAID = {
  title: 'De una reunión',
  problem: 'Nadie contesta el teléfono.',
  summary: 'Que alguien lo conteste.',
  category: 'acceso-a-justicia',
  authors: 'Equipo 1',
  visibility: 'reserved',
  accept: 'yes',
};

async function kept(meetingId: string): Promise<{ path: string; file: Record<string, unknown> }> {
  const { proposal_id: id } = await site.deps.db
    .selectFrom('meeting_proposals')
    .select('proposal_id')
    .where('meeting_id', '=', meetingId)
    .executeTakeFirstOrThrow();
  const row = await findProposal(site.deps.db, id);
  if (!row) throw new Error('nothing was sent');
  const path = `/propuestas/propia/${linkOf(site.deps, row)}`;
  return { path, file: JSON.parse((await makeVisitor(site.app).get(`${path}/datos.json`)).body) };
}

it('names the meeting, the way and the address that was typed, until it is forgotten', async () => {
  const meeting = await insertMeeting(site.deps, { title: 'Taller con correo' });
  const visitor = makeVisitor(site.app);
  await visitor.post(`/mesa/${spellCode(meeting.code)}`, { ...SAID, email: 'tecleada@ejemplo.test' });
  const { path, file } = await kept(meeting.id);
  expect(file['meeting']).toEqual({
    title: 'Taller con correo',
    place: 'Salón comunal inventado',
    on_date: '2026-11-23',
    way: 'phone',
    received_at: '2026-11-23T15:00:00Z',
    // Everybody of the team has this link.
    address: 't…@…',
    address_kept_until: '2026-11-30T15:00:00Z',
    sheet: null,
  });
  await visitor.post(path, { action: 'withdraw' });
  const { file: after } = await kept(meeting.id);
  expect(after['meeting']).toMatchObject({ way: 'phone', address: null, address_kept_until: null });
});

it('says that a photo of the sheet is kept, and until when', async () => {
  const meeting = await insertMeeting(site.deps);
  const [code = ''] = (await insertSheets(site.deps, meeting.id)).codes;
  const desk = makeVisitor(site.app, (await signInAs(site.deps, 'facilitator')).cookie);
  const bytes = await sharp({ create: { width: 60, height: 80, channels: 3, background: '#eee' } })
    .jpeg()
    .toBuffer();
  const photo = { name: 'photo', filename: 'hoja.jpg', bytes };
  await sendFile({ app: site.app, visitor: desk }, sheetPath(code), { ...SAID, title: 'De papel' }, photo);
  const { file } = await kept(meeting.id);
  expect(file['meeting']).toMatchObject({
    way: 'sheet',
    address: null,
    sheet: {
      code,
      entered_at: '2026-11-23T15:00:00Z',
      photo_kept_until: '2027-11-23T15:00:00Z',
    },
  });
});
