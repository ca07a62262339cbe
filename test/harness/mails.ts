/** A mail sender on a test database and a test mail server, with a clock and people that tests set. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { createLog } from '../../src/platform/log.ts';
import type { MailSpec } from '../../src/platform/mail/mail.ts';
import { promiseMails } from '../../src/platform/mail/promise.ts';
import { createMailSender, type SenderDeps, type SenderOptions } from '../../src/platform/mail/sender.ts';
import { type TestDatabase, useDatabase } from './database.ts';
import { type TestSmtp, useSmtp } from './smtp.ts';

export const KIND = 'test.hello';
export const FROM = { name: 'Organización Ejemplo', address: 'contacto@sitio.example' };

export interface TestMails {
  readonly database: TestDatabase;
  readonly smtp: TestSmtp;
  /** A data folder of its own. */
  readonly folder: string;
  now: Temporal.Instant;
  /** Every line of the log. */
  lines: string[];
  refusedSubjects: string[];
  /** Whom a subject's mail goes to; missing: nobody is left to tell. */
  addresses: Map<string, string>;
  hello: MailSpec;
  deps: (smtpUrl?: string) => SenderDeps;
  sender: (
    options?: Partial<SenderOptions>,
    specs?: readonly MailSpec[],
    smtpUrl?: string,
  ) => ReturnType<typeof createMailSender>;
  /** Promises a mail per subject, to `{subject}@people.example` unless `addresses` says otherwise; gives the ids. */
  promise: (...subjects: string[]) => Promise<string[]>;
  stateOf: (
    id: string,
  ) => Promise<{ state: string; attempts: number; error_code: string | null; message_id: string | null }>;
}

export const subjects = (count: number): string[] => Array.from({ length: count }, (_, at) => `s${at}`);

/** Call at the top of a test file; table, clock, people and log are fresh for each test. */
export function useMails(): TestMails {
  const database = useDatabase();
  const smtp = useSmtp();
  let folder = '';
  const hello: MailSpec = {
    kind: KIND,
    summary: 'Says hello.',
    compose: async (subjectId) => {
      const address = test.addresses.get(subjectId);
      if (address === undefined) return undefined;
      return {
        to: { name: 'Ximena Ficticia', address },
        lang: 'es',
        subject: `Hola ${subjectId}`,
        text: 'Hola.',
      };
    },
    onRefused: async (subjectId) => {
      test.refusedSubjects.push(subjectId);
    },
  };
  const test: TestMails = {
    database,
    smtp,
    get folder() {
      return folder;
    },
    now: Temporal.Now.instant(),
    lines: [],
    refusedSubjects: [],
    addresses: new Map(),
    hello,
    deps: (smtpUrl = smtp.url) => ({
      db: database.db,
      log: createLog({
        level: 'trace',
        destination: { write: (line: string) => void test.lines.push(line) },
      }),
      now: () => test.now,
      config: { baseUrl: 'https://sitio.example:8443', smtpUrl, dataDir: folder },
    }),
    sender: (options = {}, specs = [hello], smtpUrl = smtp.url) =>
      createMailSender(test.deps(smtpUrl), specs, { sender: async () => FROM, ...options }),
    promise: async (...ids) => {
      for (const id of ids) if (!test.addresses.has(id)) test.addresses.set(id, `${id}@people.example`);
      const mails = ids.map((subjectId) => ({ kind: KIND, subjectId }));
      return database.db.transaction().execute((trx) => promiseMails(trx, mails));
    },
    stateOf: async (id) =>
      database.db
        .selectFrom('mails')
        .select(['state', 'attempts', 'error_code', 'message_id'])
        .where('id', '=', id)
        .executeTakeFirstOrThrow(),
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ja-mail-'));
  });
  afterAll(() => rm(folder, { recursive: true }));
  beforeEach(async () => {
    await sql`truncate mails`.execute(database.db);
    test.now = Temporal.Instant.from('2026-11-21T22:03:04.123Z');
    test.lines = [];
    test.refusedSubjects = [];
    test.addresses = new Map();
  });
  return test;
}
