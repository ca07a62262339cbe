/** The mail server is away, or says no for good: nothing is lost, the team sees it, its words are kept nowhere. */
import { load } from 'cheerio';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { translator } from '../../../src/platform/i18n/translate.ts';
import { eventually } from '../../harness/program.ts';
import { signInAs } from '../../harness/staff.ts';
import { get, openEdition, postForm } from './door.ts';
import { findLeaks } from './secrets.ts';
import { PATIENCE, useSite } from './site.ts';

const t = translator('es');
const site = useSite({ LOG_LEVEL: 'trace' });
const NAMES = ['ana', 'luis', 'marta'];
const emailOf = (name: string): string => `${name}@gente.example`;

/** A page of the back office, read by a member of staff. */
async function office(path: string): Promise<ReturnType<typeof load>> {
  const { cookie } = await signInAs(site.deps, 'administrator');
  const { status, body } = await get(site.address + path, { cookie, 'accept-language': 'es' });
  expect(status).toBe(200);
  return load(body);
}

const mails = () =>
  site.deps.db
    .selectFrom('mails')
    .select(['id', 'state', 'attempts', 'error_code', 'next_attempt_at'])
    .orderBy('id')
    .execute();

/** Minutes that each waiting mail has to wait after so many attempts. */
async function pausesAfter(attempts: number): Promise<number[]> {
  const failed = async () =>
    (await mails()).filter((mail) => mail.state === 'queued' && mail.attempts === attempts);
  await eventually(`attempt ${attempts}`, async () => (await failed()).length === NAMES.length, PATIENCE);
  const now = site.deps.now();
  return (await failed()).map((mail) => Math.round(mail.next_attempt_at.since(now).total('minutes')));
}

/** The pause is over. */
const letTimePass = () =>
  sql`update mails set next_attempt_at = now() where state = 'queued'`.execute(site.deps.db);

describe('without a mail server', { timeout: 4 * PATIENCE }, () => {
  it('people register all the same; their mails wait, longer each time, and go out once when it is back', async () => {
    await openEdition(site, 'sin-correo');
    await site.smtp.die();
    const form = `${site.address}/encuentros/sin-correo/registro`;
    for (const name of NAMES)
      expect(
        (await postForm(form, { name: `${name} Ficticia`, email: emailOf(name), accept: 'yes' })).status,
      ).toBe(303);
    expect(await pausesAfter(1)).toEqual([1, 1, 1]);
    await letTimePass();
    expect(await pausesAfter(2)).toEqual([2, 2, 2]);
    await letTimePass();
    expect(await pausesAfter(3)).toEqual([5, 5, 5]);

    const $ = await office('/admin/correos?estado=queued');
    const rows = $('tbody tr')
      .toArray()
      .map((row) =>
        $(row)
          .find('td')
          .toArray()
          .map((cell) => $(cell).text().trim()),
      )
      .map(([, state, attempts, code]) => [state, attempts, code]);
    expect(rows).toEqual(NAMES.map(() => [t('office.mails.state.queued'), '3', 'smtp_connect']));
    expect($('main').text()).not.toContain('gente.example');

    await site.smtp.comeBack();
    const [first] = await mails();
    const { cookie } = await signInAs(site.deps, 'administrator');
    // The team need not wait for the pause to end.
    await fetch(`${site.address}/admin/correos/${first?.id}/reintentar`, {
      method: 'POST',
      headers: { cookie },
    });
    await site.smtp.waitFor(1, { timeoutMs: PATIENCE });
    await letTimePass();
    await site.smtp.waitFor(NAMES.length, { timeoutMs: PATIENCE });
    await eventually(
      'all are noted as sent',
      async () => (await mails()).every((mail) => mail.state === 'sent' && mail.error_code === null),
      PATIENCE,
    );
    expect(site.smtp.mails.flatMap((mail) => mail.to).toSorted()).toEqual(NAMES.map(emailOf));
  });

  it('a refusal for good is marked on the person; its words are kept nowhere', async () => {
    const words = 'zacualpatzingo';
    const to = emailOf('nadie');
    site.smtp.refuse(to, { code: 550, text: `5.1.1 <${to}> ${words} no vive aquí` });
    const form = `${site.address}/encuentros/sin-correo/registro`;
    expect((await postForm(form, { name: 'Nadie Ficticia', email: to, accept: 'yes' })).status).toBe(303);
    const refused = async () => (await mails()).filter((mail) => mail.state === 'refused');
    await eventually('it is refused', async () => (await refused()).length === 1, PATIENCE);
    expect((await refused())[0]).toMatchObject({ attempts: 1, error_code: 'smtp_550' });

    const person = await site.deps.db
      .selectFrom('event_registrations')
      .select('id')
      .where('mail_refused_at', 'is not', null)
      .executeTakeFirstOrThrow();
    const page = await office(`/admin/encuentros/sin-correo/inscripciones/${person.id}`);
    expect(page('.notice-title').text()).toContain(t('events.office.person.refused_title'));
    expect(page('main').text()).toContain('Nadie Ficticia');
    const list = await office('/admin/correos?estado=refused');
    expect(list('tbody tr code').text()).toContain('smtp_550');
    expect(await findLeaks(site, [words])).toEqual([]);
  });
});
