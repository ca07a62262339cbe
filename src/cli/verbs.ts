/** Every verb of the command line. `web` is one child of `serve` and not for people. */
import type { Verb } from './verb.ts';

export const verbs: readonly Verb[] = [
  {
    name: 'serve',
    usage: 'serve',
    summary: 'Start database, web and worker; the same as npm start.',
    help: ['Runs until SIGTERM or Ctrl-C, then finishes what is under way and stops the database.'],
    load: async () => await import('./serve.ts'),
  },
  {
    name: 'work',
    usage: 'work',
    summary: 'Run jobs and send mail only, beside a server on another machine or with DATABASE_URL.',
    load: async () => await import('./work.ts'),
  },
  {
    name: 'migrate',
    usage: 'migrate',
    summary: 'Bring the database to the state this version needs.',
    help: ['serve does it too. Run it once before several web nodes with one DATABASE_URL are started.'],
    load: async () => await import('./migrate.ts'),
  },
];

export const webVerb: Verb = {
  name: 'web',
  usage: 'web',
  summary: 'One web process of several (WEB_WORKERS).',
  load: async () => await import('./web.ts'),
};
