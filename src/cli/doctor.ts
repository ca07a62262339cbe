/** `ja doctor`: looks at everything that has to be right, changes nothing. */
import { access, constants, stat, statfs } from 'node:fs/promises';
import { sql } from 'kysely';
import type { Config } from '../config.ts';
import { modules } from '../modules.ts';
import { keyCopyConfirmed } from '../modules/accounts/index.ts';
import type { Db } from '../platform/db/handles.ts';
import { migrationState } from '../platform/db/migrate.ts';
import { openDatabase } from '../platform/db/open.ts';
import { openDb, openPool } from '../platform/db/pool.ts';
import { countJobs, listJobs } from '../platform/jobs/queries.ts';
import { OperatorError } from '../platform/log.ts';
import type { Log } from '../platform/log.ts';
import { countMailsByState } from '../platform/mail/queries.ts';
import type { Finding } from '../platform/module.ts';
import { readSetting } from '../platform/settings/settings.ts';
import { openDeps } from './context.ts';
import { databaseKey, keyInFile } from './key.ts';
import { DONE, FAILED, UsageError } from './verb.ts';
import type { Call } from './verb.ts';

const ok = (detail: string): Finding => ({ level: 'ok', detail });
const warn = (detail: string): Finding => ({ level: 'warn', detail });
const fail = (detail: string): Finding => ({ level: 'fail', detail });

/** Bytes free in the data folder. */
const SCARCE = 2e9;
const TOO_LITTLE = 200e6;

async function examineFolder({ dataDir }: Config): Promise<Finding[]> {
  const writable = await access(dataDir, constants.W_OK).then(
    () => true,
    () => false,
  );
  const { bavail, bsize } = await statfs(dataDir);
  const free = bavail * bsize;
  const line = `${(free / 1e9).toFixed(1)} GB free in the data folder.`;
  const room = free < TOO_LITTLE ? fail(line) : free < SCARCE ? warn(line) : ok(line);
  return [
    writable ? ok(`Data folder: ${dataDir}`) : fail(`The data folder cannot be written: ${dataDir}`),
    room,
  ];
}

async function examineKey({ secretKeyFile }: Config, db: Db): Promise<Finding[]> {
  const wanted = await readSetting(db, databaseKey);
  const present = await keyInFile(secretKeyFile);
  if (present === undefined)
    return [
      fail(`There is no key in ${secretKeyFile}; the database was written with ${wanted || 'none yet'}.`),
    ];
  if (wanted !== '' && wanted !== present)
    return [fail(`The key in ${secretKeyFile} is ${present}; the database was written with ${wanted}.`)];
  const confirmed = await readSetting(db, keyCopyConfirmed);
  return [
    ok(`Key ${present} belongs to this database.`),
    confirmed.keyId === present
      ? ok('A copy of the key was confirmed.')
      : warn('Nobody has confirmed a copy of the key kept apart (back office).'),
  ];
}

async function examineQueues(config: Config, db: Db): Promise<Finding[]> {
  const mails = Object.entries(await countMailsByState(db)).map(([state, count]) => `${count} ${state}`);
  const jobs = await countJobs(db);
  return [
    config.smtpUrl === undefined
      ? warn('No SMTP_URL: mails are kept as files and reach nobody.')
      : ok('SMTP_URL is set.'),
    ok(`Mails: ${mails.join(', ') || 'none'}.`),
    jobs.givenUp > 0
      ? warn(`Jobs: ${jobs.waiting} waiting, ${jobs.givenUp} given up: ${await namesOfGivenUp(db)}.`)
      : ok(`Jobs: ${jobs.waiting} waiting.`),
  ];
}

/** With the code of what each failed of last. */
async function namesOfGivenUp(db: Db): Promise<string> {
  const failed = await listJobs(db, { failed: true, limit: 100 });
  const givenUp = failed.filter((job) => !job.running && job.attempts >= job.maxAttempts);
  return [...new Set(givenUp.map((job) => `${job.name} (${job.lastError ?? 'no code'})`))].join(', ');
}

async function examineDatabase(config: Config, url: string, log: Log): Promise<Finding[]> {
  const pool = openPool({ url, max: 1, name: `ja doctor ${process.pid}`, log });
  const db = openDb(pool);
  try {
    const { rows } = await sql<{ version: string; size: string }>`
      select current_setting('server_version') as version, pg_size_pretty(pg_database_size(current_database())) as size`.execute(
      db,
    );
    const findings = [ok(`PostgreSQL ${rows[0]?.version} answers, ${rows[0]?.size}.`)];
    const missing = (await migrationState(pool)).filter((one) => !one.executed);
    // Without its tables nothing else can be asked.
    if (missing.length > 0)
      return [
        ...findings,
        fail(`Migrations missing: ${missing.map((one) => one.name).join(', ')}. Run "ja migrate".`),
      ];
    return [
      ...findings,
      ok('All migrations were run.'),
      ...(await examineKey(config, db)),
      ...(await examineQueues(config, db)),
    ];
  } finally {
    await db.destroy();
  }
}

async function examineModules(config: Config, url: string, log: Log): Promise<Finding[]> {
  const deps = await openDeps(config, url, log, { max: 1, name: 'ja doctor' });
  try {
    const findings: Finding[] = [];
    for (const check of modules.flatMap((module) => module.checks ?? []))
      findings.push(await check.run(deps));
    return findings;
  } finally {
    await deps.db.destroy();
  }
}

async function examine(config: Config, log: Log): Promise<Finding[]> {
  const folder = await stat(config.dataDir).catch(() => undefined);
  // A node with DATABASE_URL and its key elsewhere may have none.
  if (!folder && config.databaseUrl === undefined)
    return [fail(`There is no data folder yet: ${config.dataDir}. Run "ja serve" first.`)];
  const findings = folder ? await examineFolder(config) : [];
  try {
    const database = await openDatabase(config, { role: 'tool', log });
    try {
      findings.push(...(await examineDatabase(config, database.url, log)));
      if (!findings.some((one) => one.level === 'fail'))
        findings.push(...(await examineModules(config, database.url, log)));
    } finally {
      await database.close();
    }
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    findings.push(fail(error.message));
  }
  return findings;
}

export async function run({ args, config, log, say }: Call): Promise<number> {
  if (args.length > 0) throw new UsageError('doctor takes no arguments.');
  const findings = await examine(config, log);
  for (const { level, detail } of findings) say(`${level.padEnd(4)}  ${detail}`);
  return findings.some((one) => one.level === 'fail') ? FAILED : DONE;
}
