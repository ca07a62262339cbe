/** A mail to 5,000 people through a local mail server, against the library alone sending the same messages. */
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import { SMTPServer } from 'smtp-server';
import { insertEdition } from '../../src/modules/events/fixtures.ts';
import { startMailing } from '../../src/modules/mailings/commands/send.ts';
import { writeMailing } from '../../src/modules/mailings/emails/letter.ts';
import { draft, insertPeople } from '../harness/mailings.ts';
import { openDb, openPool } from '../../src/platform/db/pool.ts';
import type { Db } from '../../src/platform/db/handles.ts';
import { translator } from '../../src/platform/i18n/translate.ts';
import { buildMessage } from '../../src/platform/mail/message.ts';
import { loadOrCreateKey } from '../../src/platform/vault/key.ts';
import { createVault } from '../../src/platform/vault/vault.ts';
import { type Measured, rate, seconds } from './measured.ts';
import { startServer, withFolder } from './server.ts';

const PEOPLE = 5000;
const GOAL = 180_000;
const PATIENCE = 600_000;
const URGENT_GOAL = 5000;
const CONNECTIONS = 5;
const URGENT = 'urgente@ejemplo.test';
const BODY = `El encuentro empieza el martes a las ocho. Traiga un documento con fotografía.

El mapa y los horarios: https://ejemplo.test/mapa

Si no puede venir, déjenos saberlo desde su enlace personal: [mi inscripción]. Nos vemos en [encuentro].`;

interface Mailbox {
  url: string;
  /** Messages so far. */
  count: () => number;
  /** When a message to this address came, by `performance.now`. */
  arrived: ReadonlyMap<string, number>;
  close: () => Promise<void>;
}

/** Takes every message and keeps none. */
async function openMailbox(): Promise<Mailbox> {
  const arrived = new Map<string, number>();
  let count = 0;
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    logger: false,
    onData: (stream, session, callback) => {
      stream.resume();
      stream.on('end', () => {
        count += 1;
        for (const { address } of session.envelope.rcptTo) arrived.set(address, performance.now());
        callback();
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve());
  });
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    count: () => count,
    arrived,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  for (const began = performance.now(); performance.now() - began < PATIENCE; await sleep(20))
    if (await holds()) return;
  throw new Error(`did not happen: ${what}`);
}

/** The same messages by the library alone, over as many connections. @returns milliseconds */
async function sendPlainly({ url, count }: Mailbox): Promise<number> {
  const transport = createTransport({ url, pool: true, maxConnections: CONNECTIONS, maxMessages: 200 });
  const messages = Array.from({ length: PEOPLE }, (_, n) => {
    const link = `http://127.0.0.1/registro/${String(n).padStart(43, 'a')}`;
    const mail = writeMailing({
      lang: 'es',
      t: translator('es'),
      subject: 'Lo que debe saber',
      text: BODY,
      name: `Persona Ficticia ${n}`,
      edition: 'Encuentro de prueba',
      organisation: 'Organización Ejemplo',
      links: { own: link, edition: link, unsubscribe: link },
    });
    return buildMessage(
      { to: { address: `plano${n}@ejemplo.test` }, ...mail },
      {
        messageId: `<${n}@ejemplo.test>`,
        date: Temporal.Now.instant(),
        from: { name: 'Organización Ejemplo', address: 'contacto@ejemplo.test' },
      },
    );
  });
  const before = count();
  const began = performance.now();
  await Promise.all(messages.map((message) => transport.sendMail(message)));
  const took = performance.now() - began;
  transport.close();
  if (count() - before !== PEOPLE) throw new Error('Not every message came.');
  return took;
}

async function prepare(db: Db, dataDir: string): Promise<string> {
  const vault = createVault(await loadOrCreateKey(path.join(dataDir, 'secret.key')));
  const now = Temporal.Now.instant();
  const { id } = await insertEdition(db, 'muchos', {
    event: {
      starts_at: now.add({ hours: 24 * 60 }),
      ends_at: now.add({ hours: 24 * 61 }),
      registration_opens_at: now.subtract({ hours: 1 }),
    },
  });
  const deps = { db, vault, now: () => now };
  await insertPeople(
    deps,
    id,
    Array.from({ length: PEOPLE }, () => ({})),
  );
  return await draft(deps, id, { group: 'coming' }, { subjectEs: 'Lo que debe saber', bodyEs: BODY });
}

export async function measureMailings(): Promise<Measured[]> {
  return await withFolder(async (folder) => {
    const dataDir = path.join(folder, 'data');
    const mailbox = await openMailbox();
    const server = await startServer(dataDir, { env: { SMTP_URL: mailbox.url, SAMPLES: '0' } });
    const db = openDb(openPool({ url: await server.databaseUrl(), max: 2, name: 'bench' }));
    try {
      const id = await prepare(db, dataDir);
      const sent = await sendByProgram(db, id, mailbox, server.port);
      const plain = await sendPlainly(mailbox);
      return rows(sent, plain);
    } finally {
      await db.destroy();
      await server.stop();
      await mailbox.close();
    }
  });
}

/** From the press of the button to the last mail noted as sent; somebody registers in the middle. */
async function sendByProgram(
  db: Db,
  id: string,
  mailbox: Mailbox,
  port: number,
): Promise<{ took: number; urgent: number }> {
  const began = performance.now();
  const act = { actor: { kind: 'system', what: 'bench' }, now: Temporal.Now.instant() } as const;
  await db.transaction().execute((trx) => startMailing(trx, act, id, { version: 1, count: PEOPLE }));
  await until('a fifth is out', () => mailbox.count() > PEOPLE / 5);
  const knocked = performance.now();
  const answer = await fetch(`http://127.0.0.1:${port}/encuentros/muchos/registro`, {
    method: 'POST',
    body: new URLSearchParams({ name: 'Urgente Ficticia', email: URGENT, accept: 'yes' }),
    redirect: 'manual',
  });
  if (answer.status !== 303) throw new Error(`The registration was answered with ${answer.status}.`);
  await until('the confirmation is there', () => mailbox.arrived.has(URGENT));
  await until('every mail is there', () => mailbox.count() >= PEOPLE + 1);
  await until('every mail is noted', async () => {
    const open = await db.selectFrom('mails').select('id').where('state', '!=', 'sent').limit(1).execute();
    return open.length === 0;
  });
  return { took: performance.now() - began, urgent: (mailbox.arrived.get(URGENT) ?? 0) - knocked };
}

function rows({ took, urgent }: { took: number; urgent: number }, plain: number): Measured[] {
  return [
    {
      what: '5,000 mails handed to a local mail server',
      value: seconds(took),
      reference: '180 s',
      ratio: took / GOAL,
      goal: '< 180 s',
      met: took < GOAL,
    },
    {
      what: 'the same, as a rate',
      value: rate(PEOPLE / (took / 1000)),
      reference: `${rate(PEOPLE / (plain / 1000))} by the library alone`,
      ratio: plain / took,
    },
    {
      what: 'a confirmation asked for meanwhile',
      value: seconds(urgent),
      reference: '5 s',
      ratio: urgent / URGENT_GOAL,
      goal: '< 5 s',
      met: urgent < URGENT_GOAL,
    },
  ];
}
