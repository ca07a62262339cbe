/** Where the people in the record held their posts: a map drawn by the server, and the same as a list. */
import type { VNode } from 'preact';
import type { Translate } from '../../../platform/i18n/translate.ts';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { Breadcrumbs, PageHeading } from '../../../ui/layout/page-heading.tsx';
import { JUSTICIAPEDIA, PEOPLE } from '../addresses.ts';

export const MAP_STYLES = 'territory-map.css';

export interface MappedTerritory {
  name: string;
  path: string;
  middle: { x: number; y: number };
  people: number;
  institutions: number;
}

export interface MapProps {
  t: Translate;
  size: { width: number; height: number };
  territories: readonly MappedTerritory[];
  /** Counted no further: then there are “more than”. */
  most: number;
}

export function MapPage(props: MapProps): VNode {
  const { t, territories } = props;
  const none = territories.every(({ people, institutions }) => people + institutions === 0);
  return (
    <>
      <Breadcrumbs
        t={t}
        items={[{ href: JUSTICIAPEDIA, label: t('officials.menu') }, { label: t('officials.map.title') }]}
      />
      <PageHeading title={t('officials.map.title')} lead={t('officials.map.lead')} />
      {none ? <p class="soft">{t('officials.map.none')}</p> : null}
      <div class="territory-map">
        <Drawing {...props} />
        <ul>
          {territories.map((one) => (
            <li>
              <Name territory={one} />
              <span class="soft">{countWords(props, one)}</span>
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}

const peopleHref = (name: string): string =>
  `${PEOPLE}?${new URLSearchParams({ territorio: name }).toString()}`;

function Name({ territory: { name, people } }: { territory: MappedTerritory }): VNode {
  return people > 0 ? <SafeLink href={peopleHref(name)}>{name}</SafeLink> : <span>{name}</span>;
}

function countWords({ t, most }: MapProps, { people, institutions }: MappedTerritory): string {
  const words = [
    people > most
      ? t('officials.map.people_more', { count: most })
      : people > 0
        ? t('officials.map.people', { count: people })
        : '',
    institutions > 0 ? t('officials.map.institutions', { count: institutions }) : '',
  ].filter(Boolean);
  return words.join(' · ') || t('officials.map.nobody');
}

/** For the eye and the mouse only: whoever reads by ear or key has the list, which says the same. */
function Drawing({ size, territories, most }: MapProps): VNode {
  const highest = Math.max(1, ...territories.map(({ people }) => Math.min(people, most)));
  return (
    <svg viewBox={`-2 -2 ${size.width + 4} ${size.height + 4}`} aria-hidden="true" focusable="false">
      {territories.map((one) => (
        <Shape territory={one} shade={shadeOf(one.people, highest)} />
      ))}
      {territories.map(({ people, middle }) =>
        people > 0 ? (
          <text x={middle.x} y={middle.y} class={shadeOf(people, highest) > 2 ? 'on-dark' : undefined}>
            {people > most ? `+${most}` : people}
          </text>
        ) : null,
      )}
    </svg>
  );
}

function Shape({ territory, shade }: { territory: MappedTerritory; shade: number }): VNode {
  const { name, path, people } = territory;
  const outline = (
    <path d={path} class={`shade-${shade}`}>
      <title>{name}</title>
    </path>
  );
  return people > 0 ? (
    <a href={peopleHref(name)} tabIndex={-1}>
      {outline}
    </a>
  ) : (
    outline
  );
}

/** Nobody: 0. Then four steps, each of four times as many as the one before, so that the capital leaves some for others. */
function shadeOf(people: number, highest: number): number {
  if (people === 0) return 0;
  return 1 + Math.min(3, Math.floor((4 * Math.log(1 + people)) / Math.log(1 + highest) - 1e-9));
}
