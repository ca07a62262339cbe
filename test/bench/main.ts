/**
 * `npm run bench`: every figure beside a reference of the same run, since machines differ and ratios stay.
 * With words, only those parts: `npm run bench -- registrations pages`. Exit 0: every goal met; 1: not.
 */
import { watchMachine } from './busy.ts';
import type { Measured } from './measured.ts';

const PARTS: Record<string, () => Promise<Measured[]>> = {
  registrations: async () => await (await import('./registrations.ts')).measureRegistrations(),
  pages: async () => await (await import('./pages.ts')).measurePages(),
  article: async () => await (await import('./article.ts')).measureArticle(),
  'first-visit': async () => await (await import('./first-visit.ts')).measureFirstVisit(),
  memory: async () => await (await import('./memory.ts')).measureMemory(),
  import: async () => await (await import('./import.ts')).measureImport(),
  door: async () => await (await import('./door.ts')).measureDoor(),
  ready: async () => await (await import('./ready.ts')).measureReady(),
  certificates: async () => await (await import('./certificates.ts')).measureCertificates(),
  pictures: async () => await (await import('./pictures.ts')).measurePictures(),
  search: async () => await (await import('./search.ts')).measureSearch(),
  history: async () => await (await import('./history.ts')).measureHistory(),
  mailings: async () => await (await import('./mailings.ts')).measureMailings(),
  people: async () => await (await import('./people.ts')).measurePeople(),
  'publications-import': async () =>
    await (await import('./publications-import.ts')).measurePublicationsImport(),
  processes: async () => await (await import('./processes.ts')).measureProcesses(),
  proposals: async () => await (await import('./proposals.ts')).measureProposals(),
  'proposals-find': async () => await (await import('./proposals-find.ts')).measureFinding(),
  'people-import': async () => await (await import('./people-import.ts')).measurePeopleImport(),
};

function printTable(rows: readonly Measured[]): void {
  const lines = rows.map((row) => [
    row.what,
    row.value,
    row.reference,
    row.ratio.toFixed(2),
    row.spread ? `${row.spread[0].toFixed(2)}–${row.spread[1].toFixed(2)}` : '',
    row.goal ?? '',
    row.met === undefined ? '' : row.met ? 'yes' : 'NO',
  ]);
  const head = ['measured', 'value', 'reference of this run', 'ratio', 'rounds', 'goal', 'met'];
  const widths = head.map((title, i) => Math.max(title.length, ...lines.map((line) => line[i]?.length ?? 0)));
  for (const line of [head, widths.map((width) => '-'.repeat(width)), ...lines])
    console.log(
      line
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    );
}

async function main(names: readonly string[]): Promise<number> {
  const unknown = names.filter((name) => !Object.hasOwn(PARTS, name));
  if (unknown.length > 0) {
    console.error(`Unknown: ${unknown.join(', ')}. There are: ${Object.keys(PARTS).join(', ')}.`);
    return 2;
  }
  const busy = watchMachine();
  const rows: Measured[] = [];
  const failed: string[] = [];
  for (const [name, measure] of Object.entries(PARTS)) {
    if (names.length > 0 && !names.includes(name)) continue;
    const began = performance.now();
    try {
      rows.push(...(await measure()));
      console.error(`${name}: measured in ${((performance.now() - began) / 1000).toFixed(0)} s`);
    } catch (error) {
      failed.push(name);
      console.error(`${name}: not measured:`, error);
    }
    busy.look();
  }
  printTable(rows);
  console.log(busy.tell());
  if (failed.length > 0) console.log(`Not measured: ${failed.join(', ')}.`);
  const missed = rows.filter((row) => row.met === false).map((row) => row.what);
  console.log(missed.length > 0 ? `Missed: ${missed.join('; ')}.` : 'Every goal that was measured is met.');
  return missed.length + failed.length === 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
