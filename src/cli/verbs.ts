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
    summary: 'Run jobs and send mail only, without web: more hands for the servers of one DATABASE_URL.',
    load: async () => await import('./work.ts'),
  },
  {
    name: 'migrate',
    usage: 'migrate',
    summary: 'Bring the database to the state this version needs.',
    help: ['serve does it too. Run it once before several web nodes with one DATABASE_URL are started.'],
    load: async () => await import('./migrate.ts'),
  },
  {
    name: 'import',
    usage: 'import <kind> <file…> [--dry-run] [--draft] [--type T] [--reason R] [--publisher P] [--map M]',
    summary:
      'Read records from files; kind is event, publication, institution, person, kind or process. What is created is published.',
    help: [
      'event        an edition as JSON (docs/how-to/import-an-event.md). All files go in whole, or nothing does.',
      'publication  Markdown files with front matter, and folders of them (docs/how-to/import-publications.md).',
      '             Each file goes in whole or not at all; one that is refused stops no other.',
      'institution, person  lists as CSV or JSON (docs/how-to/import-people.md). A row goes in whole or not at all;',
      '             identity numbers and other private columns stay outside, and are counted.',
      'kind, process  how an authority is chosen, and one election whole, as JSON (docs/reference/*.schema.json).',
      'candidate, score, objection, vote, document, member, check  lists of one process, with --process <slug>',
      '             (docs/how-to/follow-a-process.md). Refused rows are listed; the rest goes in together.',
      '--publisher P  who gives the lists out, told to the public beside what rests on them.',
      '--map M    a JSON file that says what the columns of a list of people (docs/reference/columns.schema.json) or institutions are;',
      '             where they are not what they are called, what they seem to be is printed. Of lists of a process:',
      '             columns, words, blanks, and who is who (docs/reference/list.schema.json).',
      '--type T   what all files are: article, initiative, term, law, video, course, report, category.',
      '--reason R why publications that are public change: stands in their historial.',
      '--dry-run  say what would be created, changed, left and refused; write nothing.',
      '--draft    leave what is created as a draft; publications that are public then change only with --reason.',
      'Exit code 0: written (dry run: could be); 1: nothing was written, with the reasons; 2: wrong use.',
    ],
    load: async () => await import('./import.ts'),
  },
  {
    name: 'export',
    usage: 'export <kind> <target>',
    summary: 'Write records to files that import again elsewhere; kind is event, process or publication.',
    help: [
      'event <slug> <file>   an edition as JSON: programme, speakers, materials, questions and settings.',
      '                      Nobody who registered is in the file. A file that exists is never written over.',
      'process <slug> <file> a process of selection as JSON, every row with its sources.',
      'publication <folder>  a Markdown file each, as it was imported unless it was changed here; drafts say so,',
      '                      what is in the archive is left out. --replace: write over files that say something else.',
    ],
    load: async () => await import('./export.ts'),
  },
  {
    name: 'user',
    usage: 'user add --email E --role R [--role R2] [--name N]',
    summary: 'Invite somebody to the staff; prints the link to hand over.',
    load: async () => await import('./user.ts'),
  },
  {
    name: 'backup',
    usage: 'backup <file>',
    summary: 'Write everything in the database to one file, while the server runs or not.',
    help: ['The file holds one moment. The secret key and DATA_DIR/mail are never in it.'],
    load: async () => await import('./backup.ts'),
  },
  {
    name: 'restore',
    usage: 'restore <file> [--without-key]',
    summary: 'Read a backup into an empty database (a new DATA_DIR).',
    help: [
      'Put the key that belongs to it in SECRET_KEY_FILE first (DATA_DIR/secret.key, mode 600).',
      '--without-key  restore although the key is lost: personal data stays unreadable.',
    ],
    load: async () => await import('./restore.ts'),
  },
  {
    name: 'reindex',
    usage: 'reindex',
    summary: 'Make the index of the search anew, while the server runs or not.',
    help: ['Nothing is missing from the results meanwhile. Needed only when doctor or a page says so.'],
    load: async () => await import('./reindex.ts'),
  },
  {
    name: 'doctor',
    usage: 'doctor',
    summary: 'Look at database, key, mail, jobs and disk; say what is wrong. Changes nothing.',
    load: async () => await import('./doctor.ts'),
  },
];

export const webVerb: Verb = {
  name: 'web',
  usage: 'web',
  summary: 'One web process of several (WEB_WORKERS).',
  load: async () => await import('./web.ts'),
};
