/** Where proposals come from and what they are about: the departments as tiles with their figures, the same as tables. */
import type { VNode } from 'preact';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { Breadcrumbs, PageHeading } from '../../../ui/layout/page-heading.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { PROPOSALS } from '../addresses.ts';
import type { Facets } from '../queries/lists.ts';
import { CATEGORIES } from '../rules/categories.ts';
import { type Tile, TILE_COLUMNS, TILE_ROWS, TILES } from '../rules/tiles.ts';
import { categoryWords, departmentWords, type Reader } from './words.ts';

export type MapProps = Pick<Reader, 't'> & Facets & { total: number };

const departmentHref = (id: string): string =>
  `${PROPOSALS}?${new URLSearchParams({ departamento: id }).toString()}`;
const categoryHref = (id: string): string =>
  `${PROPOSALS}?${new URLSearchParams({ categoria: id }).toString()}`;

export function MapPage(props: MapProps): VNode {
  const { t, departments, categories, total } = props;
  const untold = departments.get('') ?? 0;
  return (
    <>
      <Breadcrumbs
        t={t}
        items={[{ href: PROPOSALS, label: t('proposals.title') }, { label: t('proposals.map.title') }]}
      />
      <PageHeading title={t('proposals.map.title')} lead={t('proposals.map.lead', { count: total })} />
      <Section title={t('proposals.map.departments')}>
        <p class="soft">{t('proposals.map.how')}</p>
        <div class="proposal-map">
          <Drawing t={t} departments={departments} />
          <Counts
            t={t}
            caption={t('proposals.map.departments')}
            header={t('proposals.filter.departamento')}
            rows={TILES.map(({ id, short }) => ({
              name: departmentWords(t, id),
              short,
              href: departmentHref(id),
              count: departments.get(id) ?? 0,
            })).toSorted((a, b) => a.name.localeCompare(b.name, 'es'))}
          />
        </div>
        {untold > 0 ? <p>{t('proposals.map.untold', { count: untold })}</p> : null}
      </Section>
      <Section title={t('proposals.map.categories')}>
        <Counts
          t={t}
          caption={t('proposals.map.categories')}
          header={t('proposals.filter.categoria')}
          rows={CATEGORIES.map(({ id }) => ({
            name: categoryWords(t, id),
            href: categoryHref(id),
            count: categories.get(id) ?? 0,
          })).toSorted((a, b) => b.count - a.count || a.name.localeCompare(b.name, 'es'))}
        />
      </Section>
    </>
  );
}

interface Counted {
  name: string;
  short?: string;
  href: string;
  count: number;
}

interface CountsProps extends Pick<Reader, 't'> {
  caption: string;
  header: string;
  rows: readonly Counted[];
}

/** Two narrow columns, which fit on a phone as they are. Nothing leads to an empty list. */
function Counts({ t, caption, header, rows }: CountsProps): VNode {
  return (
    <table class="proposal-counts">
      <caption class="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{header}</th>
          <th scope="col">{t('proposals.map.count')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, short, href, count }) => (
          <tr>
            <th scope="row">
              {count > 0 ? <SafeLink href={href}>{name}</SafeLink> : name}
              {short ? <span class="soft"> {short}</span> : null}
            </th>
            <td>{count}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const SIDE = 100;
const GAP = 6;

/** What is drawn leads where the table leads: whatever a finger can press, a key reaches. */
function Drawing({ t, departments }: Pick<MapProps, 't' | 'departments'>): VNode {
  const highest = Math.max(1, ...TILES.map(({ id }) => departments.get(id) ?? 0));
  return (
    <svg viewBox={`0 0 ${TILE_COLUMNS * SIDE} ${TILE_ROWS * SIDE}`} class="proposal-tiles">
      {TILES.map((tile) => (
        <TileDrawn t={t} tile={tile} count={departments.get(tile.id) ?? 0} highest={highest} />
      ))}
    </svg>
  );
}

interface TileProps extends Pick<Reader, 't'> {
  tile: Tile;
  count: number;
  highest: number;
}

function TileDrawn({ t, tile, count, highest }: TileProps): VNode {
  const { id, short, column, row } = tile;
  const [x, y] = [column * SIDE, row * SIDE];
  const shade = shadeOf(count, highest);
  const drawn = (
    <g class={`tile tile-${shade}`} aria-hidden={count > 0 ? undefined : 'true'}>
      <rect x={x + GAP / 2} y={y + GAP / 2} width={SIDE - GAP} height={SIDE - GAP} rx="10" />
      <text x={x + SIDE / 2} y={y + 38} class="tile-name">
        {short}
      </text>
      <text x={x + SIDE / 2} y={y + 72} class="tile-count">
        {count}
      </text>
    </g>
  );
  return count > 0 ? (
    <a href={departmentHref(id)}>
      <title>{departmentWords(t, id)}</title>
      {drawn}
    </a>
  ) : (
    drawn
  );
}

/** None: 0. Then four steps, each of several times as many as the one before, so that the capital leaves some for others. */
function shadeOf(count: number, highest: number): number {
  if (count === 0) return 0;
  return Math.max(1, Math.round((4 * Math.log(1 + count)) / Math.log(1 + highest)));
}
