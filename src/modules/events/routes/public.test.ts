import { beforeAll, describe, expect, it } from 'vitest';
import { useApp } from '../../../../test/harness/app.ts';
import { type Visit, each, jsonLd, under, visit, words } from '../../../../test/harness/visit.ts';
import { insertProgramme } from '../fixtures-programme.ts';
import { type EditionFixture, HOSTILE, insertEdition, MARCH_2023 } from '../fixtures.ts';

const site = useApp();

const at = (iso: string): Temporal.Instant => Temporal.Instant.from(iso);

async function get(url: string, headers: Record<string, string> = {}): Promise<Visit> {
  return await visit(site.app, url, headers);
}

async function edition(slug: string, event: EditionFixture['event'] = {}, more: EditionFixture = {}) {
  return await insertEdition(site.deps.db, slug, { ...more, event });
}

describe('the first start, with nothing in it', () => {
  it('says on the home page and in the list what will be there', async () => {
    const home = await get('/');
    expect(home.status).toBe(200);
    expect(words(home.$, 'h1')).toBe('La justicia se abre cuando la conocemos');
    expect(under(home.$, 'El próximo Encuentro')).toContain('No hay un Encuentro anunciado por ahora');
    const list = await get('/encuentros');
    expect(under(list.$, 'Próximos')).toContain('aquí estarán la fecha, el programa y la inscripción');
    expect(
      list
        .$('h2')
        .map((_, e) => list.$(e).text())
        .get(),
    ).not.toContain('Anteriores');
  });
});

describe('an edition that is over, its deadline known as a date', () => {
  beforeAll(async () => {
    const { id } = await edition('encuentro-2023', MARCH_2023);
    await site.deps.db
      .insertInto('event_sessions')
      .values({
        event_id: id,
        slug: 'lenguaje-claro',
        type: 'conference',
        title: 'Lenguaje Claro',
        starts_at: null,
        ends_at: null,
        room_id: null,
        track_id: null,
        capacity: null,
      })
      .execute();
    await site.deps.db
      .insertInto('event_materials')
      .values({
        event_id: id,
        session_id: null,
        kind: 'recording',
        title: 'Lenguaje Claro',
        url: 'https://www.youtube.com/watch?v=x',
        consent_at: Temporal.Instant.from('2023-03-10T00:00:00Z'),
      })
      .execute();
  });

  it('is plainly closed, with the date and no hour', async () => {
    const { $, status } = await get('/encuentros/encuentro-2023');
    expect(status).toBe(200);
    expect(words($, 'h1')).toBe('Encuentro de Justicia Abierta 2023');
    const box = under($, 'Inscripción');
    expect(box).toBe('InscripciónInscripción cerradaLa fecha límite fue el domingo, 5 de marzo de 2023');
    expect($('time[datetime="2023-03-05"]').length).toBe(1);
    expect($('a[href$="/registro"]').length).toBe(0);
  });

  it('says when it was in the words of its zone', async () => {
    const { $ } = await get('/encuentros/encuentro-2023');
    const facts = words($, 'dl.facts');
    expect(facts).toContain('Cuándo7–8 de marzo de 2023');
    expect(facts).toContain('Horario7 mar 2023, 08:00 – 8 mar 2023, 13:00 (hora de Guatemala, GMT-6)');
    expect(facts).toContain('DóndeEn línea');
    expect(facts).toContain('OrganizaRed Ciudadana');
  });

  it('lists a session without hours as such, and its recording as a plain link', async () => {
    const programme = await get('/encuentros/encuentro-2023/programa');
    expect(words(programme.$, 'main h2')).toBe('Horario no publicado');
    const { $ } = await get('/encuentros/encuentro-2023');
    const link = $('a[href="https://www.youtube.com/watch?v=x"]');
    expect(link.text().replaceAll(/\s+/g, ' ')).toBe('Ver la grabación (YouTube): Lenguaje Claro');
    expect(link.attr('rel')).toContain('noopener');
    expect(
      $('iframe, img[src^="http"], script[src^="http"], link[rel=stylesheet][href^="http"]').length,
    ).toBe(0);
  });

  it('stands under past ones at home and in the list', async () => {
    expect(under((await get('/encuentros')).$, 'Anteriores')).toContain('Encuentro de Justicia Abierta 2023');
    expect(under((await get('/')).$, 'Encuentros anteriores')).toContain(
      'Encuentro de Justicia Abierta 2023',
    );
  });
});

describe('sources', () => {
  it('are named with publisher and date, the one without an address as “sin enlace”', async () => {
    const sources = [
      { title: 'Nota A', publisher: 'Medio A', url: 'https://a.example/x', date: '2023-02-23' },
      { title: 'Nota B', publisher: 'Medio B' },
      { title: 'Nota C', publisher: 'Medio C', url: 'javascript:alert(1)' },
    ];
    await edition('con-fuentes', { sources: JSON.stringify(sources) as never });
    const { $ } = await get('/encuentros/con-fuentes');
    const list = each($, '#fuentes li');
    expect(list).toEqual([
      'Nota AMedio A · jueves, 23 de febrero de 2023',
      'Nota BMedio B · sin enlace',
      'Nota CMedio C',
    ]);
    expect(
      $('#fuentes a')
        .map((_, e) => $(e).attr('href'))
        .get(),
    ).toEqual(['https://a.example/x']);
  });
});

describe('registration', () => {
  const OPEN = {
    registration_opens_at: at('2026-11-01T06:00:00Z'),
    registration_closes_at: at('2027-03-01T05:59:00Z'),
  };

  it('that is open says until when, in the zone, and where to go', async () => {
    await edition('abierto', OPEN);
    const { $ } = await get('/encuentros/abierto');
    expect(under($, 'Inscripción')).toContain(
      'Inscripción abiertaHasta el domingo, 28 de febrero de 2027, 23:59 (hora de Guatemala, GMT-6)',
    );
    expect($('time[data-local="America/Guatemala"][datetime="2027-03-01T05:59:00Z"]').length).toBe(2);
    expect($('.page-heading a.button').first().attr('href')).toBe('/encuentros/abierto/registro');
    expect($('.page-heading a.button').first().text()).toBe('Inscribirme');
  });

  it('that is not open yet says from when', async () => {
    await edition('pronto', { ...OPEN, registration_opens_at: at('2027-01-10T15:00:00Z') });
    const { $ } = await get('/encuentros/pronto');
    expect(under($, 'Inscripción')).toContain('Abre el domingo, 10 de enero de 2027, 09:00');
    expect($('a[href$="/registro"]').length).toBe(0);
  });

  it('tells of room only in words, and only where it is scarce', async () => {
    const places = { capacity_in_person: 40, taken_in_person: 37, capacity_online: 500, taken_online: 123 };
    await edition('casi-lleno', { ...OPEN, mode: 'hybrid' }, { places });
    const { $, body } = await get('/encuentros/casi-lleno');
    expect(under($, 'Inscripción')).toContain('En persona: Quedan pocos lugares');
    expect(under($, 'Inscripción')).not.toContain('En línea:');
    expect(body).not.toMatch(/\b(37|123|377|500)\b/);
  });

  it('offers the waiting list when everything is full', async () => {
    await edition('lleno', OPEN, { places: { capacity_online: 10, taken_online: 10 } });
    const { $ } = await get('/encuentros/lleno');
    expect(words($, '.page-heading a.button:first-child')).toBe('Anotarme en la lista de espera');
  });

  it('stands first on the home page while the edition is to come', async () => {
    const { $ } = await get('/');
    const feature = $('.feature');
    expect(feature.find('h3').text()).toBe('Encuentro de prueba');
    expect(feature.find('a.button').first().text()).toBe('Inscribirme');
  });
});

describe('what does not go ahead', () => {
  it('says so before anything else, with the reason, and takes no registrations', async () => {
    await edition('cancelado', { status: 'cancelled', status_note: 'Por la tormenta.' });
    await edition('aplazado', { status: 'postponed', status_note: 'Nueva fecha en mayo.' });
    const cancelled = await get('/encuentros/cancelado');
    expect(cancelled.$('main').children().first().text()).toBe('Este Encuentro se cancelóPor la tormenta.');
    expect(cancelled.$('a[href$="/registro"]').length).toBe(0);
    const postponed = await get('/encuentros/aplazado');
    expect(postponed.$('main').children().first().text()).toBe(
      'Este Encuentro se aplazóNueva fecha en mayo.',
    );
    expect(jsonLd(cancelled.$)['eventStatus']).toBe('https://schema.org/EventCancelled');
    expect(jsonLd(postponed.$)['eventStatus']).toBe('https://schema.org/EventPostponed');
  });
});

describe('drafts', () => {
  it.each([
    '',
    '/programa',
    '/programa.ics',
    '/ponentes',
    '/ponentes/persona-1',
    '/sesiones/sesion-1',
    '/historial',
  ])('are not found%s', async (path) => {
    const slug = `borrador${path.replaceAll(/\W/g, '-')}`;
    const { id } = await edition(slug, { visibility: 'draft' });
    await insertProgramme(site.deps.db, id, { sessions: 1, speakers: 1, from: at('2027-03-07T14:00:00Z') });
    expect((await get(`/encuentros/${slug}${path}`)).status).toBe(404);
    await site.deps.db.updateTable('events').set({ visibility: 'published' }).where('id', '=', id).execute();
    expect((await get(`/encuentros/${slug}${path}`)).status).toBe(200);
    await site.deps.db.updateTable('events').set({ visibility: 'draft' }).where('id', '=', id).execute();
    expect((await get('/encuentros')).body).not.toContain(slug);
  });

  it('and strangers’ addresses answer in words', async () => {
    for (const path of [
      '/encuentros/no-hay',
      '/encuentros/abierto/sesiones/no-hay',
      '/encuentros/%00',
      '/encuentros/abierto/ponentes/no',
    ]) {
      const { status, $ } = await get(path);
      expect(status).toBe(path.includes('%00') ? 400 : 404);
      expect(words($, 'h1')).not.toBe('');
    }
  });
});

describe('hostile words', () => {
  it('stay words in every page and in the data for machines', async () => {
    const { id } = await edition('hostil', {
      title: `Título ${HOSTILE}`,
      summary: HOSTILE,
      description: HOSTILE,
      organizer: HOSTILE,
      venue: HOSTILE,
      mode: 'hybrid',
      status_note: HOSTILE,
      status: 'postponed',
    });
    await site.deps.db
      .insertInto('event_sessions')
      .values({
        event_id: id,
        slug: 'hostil',
        type: 'panel',
        title: HOSTILE,
        abstract: HOSTILE,
        status_note: HOSTILE,
        status: 'cancelled',
        starts_at: at('2027-03-07T14:00:00Z'),
        ends_at: at('2027-03-07T15:00:00Z'),
        room_id: null,
        track_id: null,
        capacity: null,
      })
      .execute();
    for (const path of ['', '/programa', '/sesiones/hostil', '/historial', '/ponentes']) {
      const { $, status } = await get(`/encuentros/hostil${path}`);
      expect(status).toBe(200);
      expect($('img, [onerror]').length).toBe(0);
      expect($('script:not([src]):not([type="application/ld+json"])').length).toBe(0);
    }
    const { $ } = await get('/encuentros/hostil');
    expect(jsonLd($)['name']).toBe(`Título ${HOSTILE}`);
    expect($('meta[property="og:title"]').attr('content')).toBe(`Título ${HOSTILE}`);
  });
});

describe('the head of a page', () => {
  it('says what the page is, in both languages, to people and machines', async () => {
    await edition('cabeza', {
      summary: 'Un encuentro para probar.',
      title: 'Encuentro con cabeza',
      mode: 'hybrid',
      venue: 'Casa Ejemplo',
    });
    const { $ } = await get('/encuentros/cabeza');
    expect($('title').text()).toBe('Encuentro con cabeza · Justicia Abierta');
    expect($('meta[name=description]').attr('content')).toBe('Un encuentro para probar.');
    expect($('link[rel=canonical]').attr('href')).toBe('http://localhost:3000/encuentros/cabeza');
    expect($('link[hreflang=en]').attr('href')).toBe('http://localhost:3000/encuentros/cabeza?lang=en');
    expect($('meta[property="og:url"]').attr('content')).toBe('http://localhost:3000/encuentros/cabeza');
    expect($('link[type="text/calendar"]').attr('href')).toBe('/encuentros/cabeza/programa.ics');
    const data = jsonLd($);
    expect(data).toMatchObject({
      '@context': 'https://schema.org',
      '@type': 'Event',
      name: 'Encuentro con cabeza',
      startDate: '2027-03-07T08:00:00-06:00',
      endDate: '2027-03-08T13:00:00-06:00',
      eventAttendanceMode: 'https://schema.org/MixedEventAttendanceMode',
      eventStatus: 'https://schema.org/EventScheduled',
      inLanguage: 'es',
      location: [
        { '@type': 'Place', name: 'Casa Ejemplo' },
        { '@type': 'VirtualLocation', url: 'http://localhost:3000/encuentros/cabeza/registro' },
      ],
    });
    const english = await get('/encuentros/cabeza', { 'accept-language': 'en' });
    expect(english.$('html').attr('lang')).toBe('en');
    expect(words(english.$, '.facts')).toContain('WhenMarch 7 – 8, 2027');
  });
});

describe('the history', () => {
  it('begins with the publication and names roles, not people', async () => {
    const { id } = await edition('con-historia', {});
    const row = (action: string, content: Record<string, unknown>, reason: string | null = null) => ({
      record_kind: 'event',
      record_id: id,
      actor: 'staff:secret-id',
      actor_role: 'editor',
      action,
      reason,
      content: JSON.stringify(content),
    });
    await site.deps.db
      .insertInto('history')
      .values([
        row('changed', { title: 'Secreto del borrador' }),
        row('published', { title: 'A', venue: 'X' }),
        row('changed', { title: 'A', venue: 'Y' }),
        row('postponed', { title: 'A', venue: 'Y' }, 'Por la lluvia'),
      ])
      .execute();
    const { $, body } = await get('/encuentros/con-historia/historial');
    const items = $('.timeline > li')
      .map((_, e) => $(e).children().slice(1).text())
      .get();
    expect(items).toEqual([
      'Se aplazóMotivo: Por la lluviaLo hizo: equipo de edición',
      'Se modificóCambió: sede.Lo hizo: equipo de edición',
      'Se publicóLo hizo: equipo de edición',
    ]);
    expect(body).not.toContain('secret-id');
    expect(body).not.toContain('Secreto del borrador');
    expect((await get('/encuentros/con-historia/historial?antes=x')).status).toBe(400);
  });
});
