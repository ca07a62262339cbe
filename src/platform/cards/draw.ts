/** The picture beside a shared link: who publishes it, what it is, its title, its date. */
import { imaging } from '../files/imaging.ts';
import { letters } from './letters.ts';
import { CARD_SIZE, type CardFacts } from './source.ts';
import { cutLine, wrapTitle } from './wrap.ts';

/** Goes into the hash: a card drawn in another way is another card. */
export const CARD_DRAWING = 1;

/** As `--deep`, `--accent-soft` and the mark of the site. */
const GROUND = '#0a4437';
const SHADE = '#0c4e3f';
const MARK = '#a6e6cf';
const LEFT = 84;
const ROOM = CARD_SIZE.width - 2 * LEFT;
/** The longest title that is looked at, characters: more than any card can hold. */
const LONGEST = 600;

/** @returns a PNG of 1200 × 630 */
export async function drawCard(facts: CardFacts & { organisation: string }): Promise<Buffer> {
  return Buffer.from(await imaging('card', await cardSvg(facts)));
}

async function cardSvg({
  organisation,
  title,
  eyebrow,
  date,
}: CardFacts & { organisation: string }): Promise<string> {
  const { regular, bold } = await letters();
  const paths: string[] = [];
  const put = (
    face: typeof bold,
    text: string,
    fill: string,
    place: { x: number; y: number; size: number },
  ) => {
    const width = place.x === LEFT ? ROOM : CARD_SIZE.width - LEFT - place.x;
    const line = cutLine(text.slice(0, LONGEST), (part) => face.widthOf(part) * place.size, width);
    paths.push(`<path fill="${fill}" d="${face.outline(line, place)}"/>`);
  };
  put(bold, organisation, '#fff', { x: LEFT + 72, y: 116, size: 34 });
  const { lines, size } = wrapTitle(title.slice(0, LONGEST), bold.widthOf, ROOM);
  const step = size * 1.2;
  // What it is stands right above the title, and both in the middle of their place.
  const room = { from: 158, to: 530 };
  const height = 48 + lines.length * step;
  const top = room.from + Math.max(0, (room.to - room.from - height) / 2);
  put(regular, eyebrow, MARK, { x: LEFT, y: top + 30, size: 32 });
  for (const [index, line] of lines.entries())
    put(bold, line, '#fff', { x: LEFT, y: top + 48 + step * index + size, size });
  put(regular, date, '#dff0e8', { x: LEFT, y: 574, size: 32 });
  const { width, height: tall } = CARD_SIZE;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${tall}" viewBox="0 0 ${width} ${tall}">` +
    `<path fill="${GROUND}" d="M0 0h${width}v${tall}H0z"/>` +
    // The mark of the site, a bracket that is not closed: large behind everything, small beside the name.
    `<path fill="${SHADE}" d="M1200 90H880v450h320v-90H970V180h230z"/>` +
    `<path fill="${MARK}" d="M${LEFT + 46} 72h-46v60h46v-12h-34V84h34z"/>` +
    `<path fill="${MARK}" d="M0 ${tall - 12}h${width}v12H0z"/>` +
    `${paths.join('')}</svg>`
  );
}
