/** Everything that is public of people, as files: streamed, so that a hundred thousand need no more memory than one. */
import { Readable } from 'node:stream';
import type { Deps } from '../../../platform/deps.ts';
import type { Answer, RouteSpec } from '../../../platform/http/route.ts';
import { openRoutes } from '../../../platform/http/routes-at.ts';
import { PEOPLE_FILES } from '../api-paths.ts';
import { personDetail } from '../formats/people-api.ts';
import { csvPieces, type CsvKind } from '../formats/people-csv.ts';
import { ftmPieces } from '../formats/ftm.ts';
import { type ExportedInstitution, popoloPieces } from '../formats/popolo.ts';
import { everybody, institutionsForExport } from '../queries/people-export.ts';
import type { WholePerson } from '../queries/person-page.ts';
import { namedOnce } from '../rules/choosing-bodies.ts';

const CSV_TYPE = 'text/csv; charset=utf-8';

export function peopleDataRoutes(deps: Deps): RouteSpec[] {
  const open = openRoutes(deps);
  const file = (path: string, summary: string, write: () => Promise<Answer> | Answer) =>
    open('GET', path, summary, write, 'feed');
  const csv = (kind: CsvKind, summary: string) =>
    file(PEOPLE_FILES[kind], summary, () =>
      streamed(CSV_TYPE, kind, 'csv', csvPieces(everybody(deps.db), kind, deps.config.baseUrl)),
    );
  return [
    csv('personas', 'Everybody in the record as CSV, a row each.'),
    csv('cargos', 'What they held and took part in as CSV, each with its source.'),
    csv('hechos', 'What is said of them as CSV, each with its source.'),
    file(PEOPLE_FILES.json, 'Everybody in the record as JSON, as the API gives each.', async () =>
      streamed(
        'application/json',
        'personas',
        'json',
        jsonPieces(everybody(deps.db), await institutionsForExport(deps.db), deps.config.baseUrl),
      ),
    ),
    file(PEOPLE_FILES.popolo, 'People, memberships, organizations and posts as Popolo JSON.', async () =>
      streamed(
        'application/json',
        'popolo',
        'json',
        popoloPieces(everybody(deps.db), await institutionsForExport(deps.db), deps.config.baseUrl),
      ),
    ),
    file(PEOPLE_FILES.ftm, 'People and what they held as entities of FollowTheMoney, one a line.', async () =>
      streamed(
        'application/x-ndjson',
        'followthemoney',
        'ndjson',
        ftmPieces(everybody(deps.db), await institutionsForExport(deps.db), deps.config.baseUrl),
      ),
    ),
  ];
}

async function* jsonPieces(
  people: AsyncIterable<WholePerson>,
  institutions: readonly ExportedInstitution[],
  baseUrl: string,
): AsyncGenerator<string> {
  const bodies = namedOnce(institutions);
  let before = '{"data":[\n';
  for await (const whole of people) {
    yield before + JSON.stringify(personDetail(whole, bodies, baseUrl));
    before = ',\n';
  }
  yield `${before.startsWith('{') ? before : '\n'}]}\n`;
}

function streamed(mediaType: string, name: string, ending: string, pieces: AsyncIterable<string>): Answer {
  return {
    type: 'stream',
    mediaType,
    body: Readable.from(pieces, { objectMode: false }),
    headers: { 'content-disposition': `attachment; filename="${name}.${ending}"` },
  };
}
