/** What the columns, words and names of a list mean, said at the desk; and the same as a file for the terminal. */
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { cleanText } from '../../../platform/forms/clean.ts';
import { bytes, seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { officeRoutes } from '../../../platform/http/routes-at.ts';
import { OFFICE_SELECTIONS, officeSelectionFilePath } from '../addresses.ts';
import { mapFrom } from '../import/list-asked.ts';
import { LISTS } from '../import/list-columns.ts';
import { WRITE } from './desk.ts';
import { lookAgain, readAs, uploadOf } from './office-uploads.ts';

const { get, post } = officeRoutes(OFFICE_SELECTIONS);

export function listMapRoutes(deps: Deps): RouteSpec[] {
  const ONE = '/archivos/:upload';
  return [
    post(`${ONE}/columnas`, WRITE, 'Say what columns, words and names of a list mean.', (ctx) =>
      readAgain(deps, ctx),
    ),
    get(`${ONE}/mapa.json`, WRITE, 'What was said of a list, as a file for the terminal.', (ctx) =>
      download(deps, ctx),
    ),
  ];
}

/** Of two at once the second is told: they had not seen how it is read now. */
async function readAgain(deps: Deps, ctx: Ctx): Promise<Answer> {
  const upload = await uploadOf(deps, ctx);
  const list = LISTS.find((one) => one === upload.kind);
  const asked = upload.seen.list?.asked;
  if (!list || !asked) throw notFound();
  const answer = (name: string): string => cleanText(ctx.body.fields.get(name)?.[0] ?? '', false);
  const path = officeSelectionFilePath(upload.id);
  const map = mapFrom(list, asked, answer);
  // Sent twice it says the same, and is read again all the same: the process may say something else by now.
  if (readAs(map) !== readAs(upload.map) && answer('as') !== readAs(upload.map))
    return seeOther(`${path}?hecho=map_changed`);
  const isMine = await lookAgain(deps, ctx, upload, map);
  return seeOther(`${path}?hecho=${isMine ? 'read_again' : 'map_changed'}`);
}

async function download(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { seen, map } = await uploadOf(deps, ctx);
  if (!seen.list) throw notFound();
  return bytes(`${JSON.stringify(map ?? {}, null, 2)}\n`, 'application/json; charset=utf-8', {
    'content-disposition': 'attachment; filename="mapa.json"',
    'cache-control': 'no-store',
  });
}
