import { load } from 'cheerio';
import type { VNode } from 'preact';
import { describe, expect, it } from 'vitest';
import { translator } from '../../platform/i18n/translate.ts';
import { renderFragment } from '../render.tsx';
import { Card } from './card.tsx';
import { BarList, Progress } from './figures.tsx';
import { Pagination, Tabs } from './navigation.tsx';
import { initials, Person } from './person.tsx';
import { Prose } from './prose.tsx';
import { ScheduleDay, ScheduleSlot } from './schedule.tsx';
import { DataTable } from './table.tsx';
import { Timeline } from './timeline.tsx';

const t = translator('es');
const HOSTILE = '<script>alert(1)</script>';

function page(node: VNode) {
  return load(renderFragment(node), null, false);
}

describe('DataTable', () => {
  const columns = [
    { header: 'Nombre', cell: (row: { name: string; seats: number }) => row.name, rowHeader: true },
    { header: 'Lugares', cell: (row: { name: string; seats: number }) => row.seats, numeric: true },
  ];

  it('keeps the roles of a table whatever its display, and labels each cell', () => {
    const $ = page(<DataTable caption="Salas" columns={columns} rows={[{ name: HOSTILE, seats: 3 }]} />);
    expect($('table').attr('role')).toBe('table');
    expect($('caption').text()).toBe('Salas');
    expect($('[role="rowgroup"]').length).toBe(2);
    expect($('[role="row"]').length).toBe(2);
    expect(
      $('[role="columnheader"]')
        .map((_, el) => $(el).text())
        .get(),
    ).toEqual(['Nombre', 'Lugares']);
    expect($('[role="rowheader"]').text()).toBe(HOSTILE);
    expect($('td[role="cell"]').attr('data-label')).toBe('Lugares');
    expect($('td').hasClass('numeric')).toBe(true);
    expect($('script').length).toBe(0);
  });

  it('shows what will be there when there are no rows', () => {
    const $ = page(
      <DataTable caption="Salas" columns={columns} rows={[]} empty={<p>Todavía no hay salas.</p>} />,
    );
    expect($('table').length).toBe(0);
    expect($('p').text()).toBe('Todavía no hay salas.');
  });
});

describe('Prose', () => {
  it('makes paragraphs and line breaks, and shows HTML as written', () => {
    const $ = page(<Prose text={`Uno ${HOSTILE}\r\ndos\n\n\n  \nTres`} />);
    expect($('p').length).toBe(2);
    expect($('p').first().text()).toBe(`Uno ${HOSTILE}dos`);
    expect($('br').length).toBe(1);
    expect($('script').length).toBe(0);
  });

  it('links http(s) addresses, without the sign that ends the sentence', () => {
    const $ = page(
      <Prose text="Vea https://ejemplo.org/a_(b), (http://ejemplo.org/c?d=e&f). javascript:alert(1) //ejemplo.org" />,
    );
    expect(
      $('a')
        .map((_, el) => $(el).attr('href'))
        .get(),
    ).toEqual(['https://ejemplo.org/a_(b)', 'http://ejemplo.org/c?d=e&f']);
    expect($('a').first().attr('rel')).toBe('nofollow ugc noopener noreferrer');
    expect($('p').text()).toBe(
      'Vea https://ejemplo.org/a_(b), (http://ejemplo.org/c?d=e&f). javascript:alert(1) //ejemplo.org',
    );
  });

  it('stays quick on a hostile text', () => {
    const started = performance.now();
    renderFragment(<Prose text={`https://x${').'.repeat(50_000)}a`} />);
    expect(performance.now() - started).toBeLessThan(500);
  });
});

describe('Person', () => {
  it.each([
    ['Persona Ejemplo Uno', 'PU'],
    ['Persona de los Ejemplos', 'PE'],
    ['ángela', 'Á'],
    ['«Ñu» (Ejemplo)', 'ÑE'],
    ['123', ''],
    ['  ', ''],
  ])('takes the initials of %s', (name, expected) => {
    expect(initials(name)).toBe(expected);
  });

  it('hides the initials from screen readers and shows the name', () => {
    const $ = page(<Person name="Persona Ejemplo Uno" href="javascript:alert(1)" />);
    expect($('[aria-hidden="true"]').text()).toBe('PU');
    expect($('.person-name').text()).toBe('Persona Ejemplo Uno');
    expect($('a').length).toBe(0);
  });
});

describe('lists and figures', () => {
  it('marks the current tab', () => {
    const $ = page(
      <Tabs
        label="Días"
        items={[
          { href: '?dia=1', label: 'Lunes', current: true, count: 2 },
          { href: '?dia=2', label: 'Martes', current: false },
        ]}
      />,
    );
    expect($('nav').attr('aria-label')).toBe('Días');
    expect($('[aria-current="page"]').text()).toBe('Lunes 2');
  });

  it('pages by key', () => {
    expect(renderFragment(<Pagination t={t} />)).toBe('');
    const $ = page(<Pagination t={t} nextHref="?after=x" />);
    expect(
      $('a')
        .map((_, el) => `${$(el).attr('rel')} ${$(el).attr('href')}`)
        .get(),
    ).toEqual(['next ?after=x']);
  });

  it('orders a timeline and says where we are', () => {
    const $ = page(
      <Timeline
        t={t}
        entries={[
          { date: '1 de julio', dateTime: '2030-07-01', title: 'Uno' },
          { date: 'sin fecha', title: 'Dos', state: 'current' },
        ]}
      />,
    );
    expect(
      $('ol > li h3')
        .map((_, el) => $(el).text())
        .get(),
    ).toEqual(['Uno', 'Dos']);
    expect($('time').attr('datetime')).toBe('2030-07-01');
    expect($('[aria-current="step"] h3').text()).toBe('Dos');
  });

  it('draws bars in proportion, also when all is zero', () => {
    const bars = (values: number[]) => {
      const items = values.map((value) => ({ label: 'x', value }));
      const $ = page(<BarList caption="c" labelHeader="l" valueHeader="v" items={items} />);
      return $('rect')
        .map((_, el) => Number($(el).attr('width')))
        .get();
    };
    expect(bars([50, 25, 0])).toEqual([100, 50, 0]);
    expect(bars([0])).toEqual([0]);
    expect(bars([])).toEqual([]);
  });

  it('labels a progress bar, and does not run over', () => {
    const $ = page(<Progress id="p" label="Lugares" value={12} max={10} text="12 de 10" />);
    expect($('label[for="p"]').text()).toBe('Lugares');
    expect($('#p').attr('value')).toBe('10');
  });

  it('links a card by its title alone', () => {
    const $ = page(<Card title="Título" href="/x" eyebrow="Ayer" level={2} footer="pie" />);
    expect($('a').text()).toBe('Título');
    expect($('h2').text()).toBe('Título');
  });
});

describe('a programme', () => {
  it('shows time with zone, title, track, people and state', () => {
    const zone = 'America/Guatemala';
    const $ = page(
      <ScheduleDay title="martes 7" id="d1">
        <ScheduleSlot
          t={t}
          type="Taller"
          title={HOSTILE}
          href="/s"
          starts={{ iso: '2030-10-07T14:00:00Z', zone, text: '8:00' }}
          ends={{ iso: '2030-10-07T15:00:00Z', zone, text: '9:00' }}
          track={{ label: 'Datos', tone: 2 }}
          speakers={[{ name: 'Persona Ejemplo Uno', href: '/p' }]}
          status={{ label: 'Cancelado', tone: 'danger' }}
          interpretation="inglés"
        />
      </ScheduleDay>,
    );
    expect($('section#d1 > h2').text()).toBe('martes 7');
    expect($('ol > li h3 a').text()).toBe(HOSTILE);
    expect($('time').first().attr()).toEqual({
      datetime: '2030-10-07T14:00:00Z',
      'data-local': zone,
      'data-words': 'en su hora',
    });
    expect($('.slot-time').text()).toBe('8:00 – 9:00');
    expect(
      $('.slot-kind > *')
        .map((_, el) => $(el).text())
        .get(),
    ).toEqual(['Taller', 'Datos', 'Cancelado']);
    expect($('ul[aria-label="Ponentes"] li').text()).toBe('Persona Ejemplo Uno');
    expect($('.slot-facts').text()).toBe('Interpretación: inglés');
  });
});
