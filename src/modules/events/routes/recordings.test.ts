/** A recording is seen with the consent of those who speak in it, and not a moment longer. */
import { listVersions } from '../../../platform/history/versions.ts';
import { beforeAll, expect, it } from 'vitest';
import { useApp } from '../../../../test/harness/app.ts';
import { signInAs } from '../../../../test/harness/staff.ts';
import { makeVisitor, readPage, type Visitor } from '../../../../test/harness/visitor.ts';
import { insertEdition } from '../fixtures.ts';

const site = useApp();
const URL = 'https://videos.example.net/grabacion-1';
let office: Visitor;
let session: string;
const PUBLIC = [
  '/encuentros/grabado',
  '/encuentros/grabado/sesiones/uno',
  '/encuentros/grabado/programa.json',
  '/api/v1/events/grabado',
  '/api/v1/events/grabado/sessions',
];
const materials = () => `/admin/encuentros/grabado/programa/${session}/materiales`;

/** Where the recording can be seen. */
async function seenAt(): Promise<string[]> {
  const seen: string[] = [];
  for (const path of PUBLIC) {
    const { body, statusCode } = await site.app.inject({ url: path });
    expect([path, statusCode]).toEqual([path, 200]);
    if (body.includes('grabacion-1')) seen.push(path);
  }
  return seen;
}

beforeAll(async () => {
  const event = await insertEdition(site.deps.db, 'grabado', { workshops: { uno: null } });
  const row = await site.deps.db
    .selectFrom('event_sessions')
    .select('id')
    .where('event_id', '=', event.id)
    .executeTakeFirstOrThrow();
  session = row.id;
  office = makeVisitor(site.app, (await signInAs(site.deps, 'editor')).cookie);
});

it('asks for the consent, shows the recording, takes it away everywhere at once and puts it back', async () => {
  const recording = { kind: 'recording', title: 'Grabación del taller', url: URL };
  const refused = await office.post(materials(), recording);
  expect(refused.statusCode).toBe(422);
  expect(readPage(refused).faults).toEqual([
    'Una grabación se publica solo con el consentimiento de quienes hablan en ella. Marque la casilla cuando lo tenga.',
  ]);
  expect(readPage(refused).$('#material-title').attr('value')).toBe('Grabación del taller');
  expect(await seenAt()).toEqual([]);

  expect((await office.post(materials(), { ...recording, consent: 'yes' })).statusCode).toBe(303);
  const everywhere = await seenAt();
  expect(everywhere).toContain('/encuentros/grabado/sesiones/uno');
  expect(everywhere).toContain('/api/v1/events/grabado/sessions');
  const stored = await site.deps.db
    .selectFrom('event_materials')
    .select(['id', 'consent_at', 'consent_by', 'consent_withdrawn_at'])
    .executeTakeFirstOrThrow();
  expect(stored.consent_at).toEqual(site.deps.now());
  expect(stored.consent_by).toMatch(/^staff:/);

  const consent = (given: string) => office.post(`${materials()}/${stored.id}/consentimiento`, { given });
  const withdrawn = await consent('no');
  expect(withdrawn.headers.location).toBe(
    `/admin/encuentros/grabado/programa/${session}?hecho=withdrawn#materiales`,
  );
  expect(await seenAt()).toEqual([]);
  // Nor in its past: what the versions said is gone, and its page with it.
  const past = `/historial/material/${stored.id}`;
  const versions = () =>
    listVersions(site.deps.db, { kind: 'event_material', id: stored.id }, undefined, { limit: 9 });
  expect((await versions()).map(({ action, content }) => [action, content])).toEqual([
    ['withdrawn', {}],
    ['created', {}],
  ]);
  expect((await site.app.inject(past)).statusCode).toBe(404);
  const page = readPage(await office.get(`/admin/encuentros/grabado/programa/${session}`));
  expect(page.$('#materiales table').text()).toContain('Retirado el 23 nov 2026: no se muestra');
  await consent('yes');
  expect(await seenAt()).toEqual(everywhere);
  const [again, , first] = await versions();
  expect((await site.app.inject(`${past}/${again?.id}`)).body).toContain(URL);
  expect((await site.app.inject(`${past}/${first?.id}`)).body).not.toContain(URL);
  expect((await office.post(`${materials()}/${session}/consentimiento`, { given: 'no' })).statusCode).toBe(
    404,
  );
});

it('needs none for slides', async () => {
  const slides = { kind: 'slides', title: 'Láminas', url: 'https://videos.example.net/laminas' };
  expect((await office.post(materials(), slides)).statusCode).toBe(303);
  expect((await site.app.inject({ url: '/encuentros/grabado/sesiones/uno' })).body).toContain('laminas');
});
