/**
 * Once per test run: a folder for what is temporary, and in it a PostgreSQL of its own with a migrated template
 * that each test file clones.
 */
import { chown, mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { packagedPostgres } from '../../src/platform/db/embedded/binaries.ts';
import {
  SUPERUSER,
  freePort,
  lastWords,
  launch,
  makeCluster,
  readPassword,
  socketDoor,
  stopCluster,
} from '../../src/platform/db/embedded/cluster.ts';
import type { ClusterFiles } from '../../src/platform/db/embedded/cluster.ts';
import { databaseUser, isRoot } from '../../src/platform/db/embedded/os-user.ts';
import { databaseUrl } from '../../src/platform/db/embedded/running.ts';
import { migrate } from '../../src/platform/db/migrate.ts';
import { openPool } from '../../src/platform/db/pool.ts';
import { abandonedFolders, openScratch } from './scratch.ts';

export const TEMPLATE = 'ja_template';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the cluster's maintenance database. */
    clusterUrl: string;
    /** File that the cluster's server writes its log to. */
    clusterLog: string;
  }
}

const clusterIn = (scratch: string): string => path.join(scratch, 'cluster/db');

/** A run that was killed leaves its server behind, and what was temporary. */
async function sweep(): Promise<void> {
  for (const folder of await abandonedFolders()) {
    const ended = async (): Promise<void> => {
      await stopCluster({ dir: clusterIn(folder), native: '', runAs: {}, logFile: '' });
      await rm(folder, { recursive: true, force: true });
    };
    // What another user left is not ours to take.
    await ended().catch(() => undefined);
  }
}

async function startCluster(files: ClusterFiles): Promise<string> {
  await makeCluster(files);
  const door = socketDoor(files.dir) ?? { port: await freePort() };
  await launch(files, door, 100);
  const url = databaseUrl(await readPassword(files.dir), door, SUPERUSER, 'postgres');
  for (let attempt = 0; attempt < 300; attempt++) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.query(`create database ${TEMPLATE}`);
      return url;
    } catch {
      await sleep(20);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  throw new Error(`the test database did not start: ${await lastWords(files.logFile)}`);
}

/** The address of another database in the same cluster. */
export function databaseAt(clusterUrl: string, name: string): string {
  const url = new URL(clusterUrl);
  url.pathname = `/${name}`;
  return url.href;
}

let stop = async (): Promise<void> => undefined;

/** Styles and scripts as `dist/assets`, which the application serves also when it runs from the sources. */
async function buildAssets(): Promise<void> {
  const root = path.resolve(import.meta.dirname, '../..');
  const script: string = pathToFileURL(path.join(root, 'scripts/assets.mjs')).href;
  const module = (await import(script)) as { buildAssets: (root: string) => Promise<unknown> };
  await module.buildAssets(root);
}

export async function setup(project: TestProject): Promise<void> {
  await buildAssets();
  await sweep();
  const scratch = await openScratch();
  const dir = clusterIn(scratch);
  const folder = path.dirname(dir);
  await mkdir(folder, { mode: 0o755 });
  const user = isRoot() ? await databaseUser(() => undefined) : undefined;
  if (user) await chown(folder, user.uid, user.gid);
  const files: ClusterFiles = {
    dir,
    native: packagedPostgres(),
    runAs: user ? { uid: user.uid, gid: user.gid } : {},
    logFile: path.join(folder, 'postgres.log'),
    durable: false,
  };
  stop = async () => {
    await stopCluster(files);
    await rm(scratch, { recursive: true, force: true });
  };
  const url = await startCluster(files);
  const pool = openPool({ url: databaseAt(url, TEMPLATE), max: 1, name: 'template', statementTimeout: 0 });
  await migrate(pool).finally(async () => await pool.end());
  project.provide('clusterUrl', url);
  project.provide('clusterLog', files.logFile);
}

export async function teardown(): Promise<void> {
  await stop();
}
