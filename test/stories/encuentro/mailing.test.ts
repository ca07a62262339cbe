/**
 * A mail to hundreds, through a real mail server, with everything that goes wrong in the middle: the program
 * and its database are killed, the organiser stops and goes on. Everybody gets it, once; a mail whose sending
 * could not be noted comes again under the same Message-ID.
 */
import { load } from 'cheerio';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { draft, insertPeople } from '../../harness/mailings.ts';
import { eventually } from '../../harness/program.ts';
import { signInAs } from '../../harness/staff.ts';
import { get, openEdition, postForm } from './door.ts';
import { linkIn } from './letters.ts';
import { PATIENCE, useSite } from './site.ts';

const site = useSite();
const PEOPLE = 240;
const emailOf = (n: number): string => `persona${n}@gente.example`;

/** Presses a button of the mailing's page, as its form stands there. */
async function press(cookie: string, href: string, step: string): Promise<void> {
  const { body } = await get(site.address + href, { cookie, 'accept-language': 'es' });
  const $ = load(body);
  const fields = $(`form[action$="/${step}"] input[type=hidden]`).toArray();
  const pairs = fields.map((input) => [$(input).attr('name') ?? '', $(input).attr('value') ?? '']);
  const answer = await fetch(`${site.address}${href}/${step}`, {
    method: 'POST',
    body: new URLSearchParams(pairs),
    headers: { cookie },
    redirect: 'manual',
  });
  expect(answer.status).toBe(303);
}

const addressed = (): string[] =>
  site.smtp.mails.flatMap((mail) => mail.to).filter((to) => to.startsWith('persona'));

/** Until nothing is left to go out; the pauses after an attempt that a kill broke are skipped. */
async function drained(mailingId: string): Promise<void> {
  await eventually(
    'the mailing is done',
    async () => {
      await sql`update mails set next_attempt_at = now() where state = 'queued' and next_attempt_at > now()`.execute(
        site.deps.db,
      );
      const { rows } = await sql<{ open: number }>`
        select count(*) filter (where m.state in ('queued', 'sending')) + case when g.listed_at is null then 1 else 0 end as open
        from mailings g left join mailing_recipients r on r.mailing_id = g.id left join mails m on m.id = r.mail_id
        where g.id = ${mailingId} group by g.listed_at`.execute(site.deps.db);
      return rows[0]?.open === 0;
    },
    3 * PATIENCE,
  );
}

/** Who got it more than once, and how many different mails that were. */
function doubles(): [string, number][] {
  const mails = site.smtp.mails.filter((mail) => mail.to[0]?.startsWith('persona'));
  return [...Map.groupBy(mails, (mail) => mail.to[0] ?? '')]
    .filter(([, of]) => of.length > 1)
    .map(([to, of]) => [to, new Set(of.map(({ parsed }) => parsed.messageId)).size]);
}

describe('a mail to many', { timeout: 8 * PATIENCE }, () => {
  it('reaches everybody once, whatever is stopped and killed', async () => {
    const event = await openEdition(site, 'muchos', { event: { contact_email: 'encuentro@sitio.example' } });
    const people = Array.from({ length: PEOPLE }, (_, n) => ({
      email: emailOf(n),
      name: n === 7 ? 'http://malo.example <a href="https://malo.example">' : `Persona Ficticia ${n}`,
    }));
    await insertPeople(site.deps, event.id, people);
    const words = { subjectEs: 'Aviso, [nombre]', bodyEs: 'Vea https://org.example/mapa, [nombre].' };
    const id = await draft(site.deps, event.id, { group: 'coming' }, words);
    const href = `/admin/encuentros/muchos/correos/${id}`;
    const { cookie } = await signInAs(site.deps, 'facilitator');

    site.smtp.slow(40);
    await press(cookie, href, 'enviar');
    await eventually('some are out', () => addressed().length > 20, PATIENCE);
    await site.kill({ program: true, database: true });
    await site.start();
    await eventually('it goes on by itself', () => addressed().length > 70, PATIENCE);

    await press(cookie, href, 'detener');
    await eventually(
      'what was on its way is out',
      async () => {
        const { rows } = await sql`select from mails where state in ('sending', 'queued')`.execute(
          site.deps.db,
        );
        return rows.length === 0;
      },
      PATIENCE,
    );
    const soFar = addressed().length;
    // Somebody registers meanwhile: their confirmation goes out, the mailing stands still.
    const form = `${site.address}/encuentros/muchos/registro`;
    await postForm(form, { name: 'Recién Llegada', email: 'nueva@gente.example', accept: 'yes' });
    await site.smtp.waitFor(1, { to: 'nueva@gente.example', timeoutMs: PATIENCE });
    expect(addressed().length).toBe(soFar);
    expect(soFar).toBeLessThan(PEOPLE);

    await press(cookie, href, 'seguir');
    await eventually('it goes on', () => addressed().length > soFar + 20, PATIENCE);
    await site.kill({ program: true });
    site.smtp.slow(0);
    await site.start();
    await drained(id);

    expect(new Set(addressed())).toEqual(new Set(people.map(({ email }) => email)));
    // Five were on their way at each of the two kills, at most; those that came again are the same mails.
    expect(doubles().length).toBeLessThanOrEqual(10);
    expect(doubles().filter(([, different]) => different !== 1)).toEqual([]);
    const { rows } = await sql<{
      n: number;
    }>`select count(*) as n from mails where kind = 'mailings.mail'`.execute(site.deps.db);
    expect(rows[0]?.n).toBe(PEOPLE);
  });

  it('came as it was written: links of the organiser, none of a stranger, one click to get no more', async () => {
    const [mail] = site.smtp.mailsTo(emailOf(7));
    if (!mail) throw new Error('it did not come');
    const { parsed, raw } = mail;
    expect(parsed.subject).toBe('Aviso, http: //malo. example <a href="https: //malo. example">');
    const $ = load(parsed.html ?? '');
    const own = linkIn(mail);
    const unsubscribe = /^List-Unsubscribe: <(.*)>\r$/m.exec(raw.replaceAll(/\r\n[ \t]+/g, ' '))?.[1] ?? '';
    expect(
      $('a')
        .toArray()
        .map((a) => $(a).attr('href')),
    ).toEqual(['https://org.example/mapa', own, unsubscribe]);
    expect(parsed.replyTo?.map(({ address }) => address)).toEqual(['encuentro@sitio.example']);
    const head = raw.slice(0, raw.indexOf('\r\n\r\n'));
    expect(head).toContain('\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click');
    expect(head).toContain('\r\nPrecedence: bulk');
    // No picture that tells when it was read.
    expect($('img').length).toBe(0);

    const answer = await fetch(unsubscribe, {
      method: 'POST',
      body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
      redirect: 'error',
    });
    expect(answer.status).toBe(200);
    const { rows } = await sql`select from mailing_unsubscribes`.execute(site.deps.db);
    expect(rows.length).toBe(1);
    expect((await get(own)).body).toContain(new URL(unsubscribe).pathname);
  });

  it('comes again, as the same mail, to those for whom its sending could not be noted', async () => {
    const event = await openEdition(site, 'dos-veces');
    const to = ['una@gente.example', 'otra@gente.example'];
    await insertPeople(
      site.deps,
      event.id,
      to.map((email) => ({ email })),
    );
    const id = await draft(site.deps, event.id);
    const { cookie } = await signInAs(site.deps, 'facilitator');
    site.smtp.slow(1500);
    await press(cookie, `/admin/encuentros/dos-veces/correos/${id}`, 'enviar');
    const { db } = site.deps;
    const underWay = async () => {
      const { rows } =
        await sql`select from mails m where m.state = 'sending' and m.data ->> 'mailingId' = ${id}`.execute(
          db,
        );
      return rows.length;
    };
    await eventually('both are under way', async () => (await underWay()) === to.length, PATIENCE);
    // What the program would note now has to wait, until the power is cut.
    const lock = await db.startTransaction().execute();
    await sql`lock table mails in share row exclusive mode`.execute(lock);
    for (const one of to) await site.smtp.waitFor(1, { to: one, timeoutMs: PATIENCE });
    await site.kill({ program: true, database: true });
    await lock
      .rollback()
      .execute()
      .catch(() => undefined);
    site.smtp.slow(0);
    await site.start();
    for (const one of to) await site.smtp.waitFor(2, { to: one, timeoutMs: PATIENCE });
    await drained(id);
    for (const one of to) {
      const mails = site.smtp.mailsTo(one);
      expect(mails.length).toBe(2);
      expect(mails[1]?.parsed.messageId).toBe(mails[0]?.parsed.messageId);
    }
  });
});
