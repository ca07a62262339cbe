/** The web application with the bench's own records to search, in a process of its own. */
import { buildApp } from '../../src/app.ts';
import { openDeps } from '../../src/cli/context.ts';
import { loadConfig } from '../../src/config.ts';
import { additions } from '../../src/modules.ts';
import { createLog } from '../../src/platform/log.ts';
import { BENCH_SOURCES } from './search-data.ts';

export interface SearchServer {
  dataDir: string;
  url: string;
}

async function run({ dataDir, url }: SearchServer): Promise<void> {
  const config = loadConfig({ DATA_DIR: dataDir, DATABASE_URL: url, LOG_LEVEL: 'error' });
  const log = createLog({ level: config.logLevel });
  const deps = await openDeps(config, url, log, { max: config.databasePool, name: 'bench search' });
  const app = await buildApp({ ...deps, additions: { ...additions, search: BENCH_SOURCES } });
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  process.send?.(Number(new URL(address).port));
  process.once('disconnect', () => void app.close().then(async () => await deps.db.destroy()));
}

process.once('message', (server: SearchServer) => void run(server));
