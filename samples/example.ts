/**
 * A plainly fictional edition to try everything with: open for registration from the day of the first start,
 * six weeks ahead. Nobody and nothing in it exists.
 */
import type { EventFile } from '../src/modules/events/import/schema.ts';

const ORGANISATION = 'Organización de Ejemplo';
const PEOPLE = ['Uno', 'Dos', 'Tres', 'Cuatro', 'Cinco', 'Seis', 'Siete', 'Ocho'];
const MAIN = 'Salón principal';
const FIRST_ROOM = 'Aula A';
const SECOND_ROOM = 'Aula B';
const DATA = 'Datos abiertos';
const CLARITY = 'Lenguaje claro';
const PARTICIPATION = 'Participación ciudadana';

const speaker = (number: number): string => `persona-ejemplo-${(PEOPLE[number - 1] ?? '').toLowerCase()}`;

/** @param today the day of the first start, in Guatemala */
export function exampleFile(today: Temporal.PlainDate): EventFile {
  // The Tuesday six weeks from now, or the next one.
  const ahead = today.add({ weeks: 6 });
  const first = ahead.add({ days: (9 - ahead.dayOfWeek) % 7 });
  const second = first.add({ days: 1 });
  return {
    slug: 'encuentro-de-ejemplo',
    title: 'Encuentro de ejemplo',
    summary: 'Una edición inventada para probar el sitio: inscríbase, cámbiese de taller, cancele. Nada de lo que dice es real.',
    description: [
      'Este encuentro no existe. Está aquí para que pueda probar todo: la inscripción, la lista de espera, los talleres con cupo, el programa por días y ejes, y los avisos.',
      'Puede cambiarlo o borrarlo desde la administración; no volverá a aparecer.',
    ].join('\n\n'),
    language: 'es',
    timezone: 'America/Guatemala',
    mode: 'hybrid',
    starts: `${first.toString()}T08:00`,
    ends: `${second.toString()}T17:00`,
    venue: { name: 'Casa de Ejemplo', address: 'Calle Inventada 1-23, Ciudad de Ejemplo' },
    organizer: ORGANISATION,
    contact_email: 'encuentro@ejemplo.invalid',
    example: true,
    registration: registration(today),
    rooms: [
      { name: MAIN, capacity: 60 },
      { name: FIRST_ROOM, capacity: 12 },
      { name: SECOND_ROOM, capacity: 12 },
    ],
    tracks: [
      { slug: 'datos-abiertos', name: DATA, color: '#1f5c8a' },
      { slug: 'lenguaje-claro', name: CLARITY, color: '#7a4b12' },
      { slug: 'participacion', name: PARTICIPATION, color: '#2f6b3a' },
    ],
    speakers: PEOPLE.map((name, index) => ({
      slug: speaker(index + 1),
      name: `Persona Ejemplo ${name}`,
      organization: ORGANISATION,
      bio: 'Persona inventada para este ejemplo.',
    })),
    sessions: [...firstDay(first.toString()), ...secondDay(second.toString())],
  };
}

function registration(today: Temporal.PlainDate): NonNullable<EventFile['registration']> {
  return {
    opens: `${today.toString()}T00:00`,
    closes: `${today.add({ weeks: 5 }).toString()}T18:00`,
    capacity: { online: 30, in_person: 3 },
    fields: ['organization', 'sector', 'country', 'department', 'languages', 'accessibility', 'consent_directory', 'consent_photo', 'consent_recording'],
    questions: [
      { key: 'primera_vez', label: '¿Es la primera vez que participa?', type: 'yes_no', required: true },
      {
        key: 'como_se_entero',
        label: '¿Cómo se enteró?',
        type: 'one_of',
        options: ['Por una persona conocida', 'Por redes sociales', 'Por mi institución', 'De otra manera'],
      },
      {
        key: 'otra_manera',
        label: '¿De qué manera?',
        type: 'text',
        required: true,
        shown_when: { key: 'como_se_entero', values: ['De otra manera'] },
      },
      { key: 'temas', label: '¿Qué temas le interesan?', type: 'several_of', options: [DATA, CLARITY, PARTICIPATION] },
      { key: 'expectativas', label: '¿Qué espera del encuentro?', hint: 'En pocas líneas.', type: 'long_text' },
      { key: 'acompanantes', label: '¿Cuántas personas de su equipo vienen?', type: 'number' },
      { key: 'llegada', label: '¿Qué día llega?', hint: 'Solo si viaja.', type: 'date' },
    ],
  };
}

type Sessions = NonNullable<EventFile['sessions']>;

function firstDay(day: string): Sessions {
  const at = (starts: string, ends: string) => ({ starts: `${day}T${starts}`, ends: `${day}T${ends}` });
  return [
    { slug: 'apertura', type: 'conference', title: 'Apertura de ejemplo', ...at('08:00', '08:45'), room: MAIN, interpretation: ['en', 'lengua de señas'], speakers: [speaker(1)], abstract: 'Qué se puede probar en este encuentro inventado.' },
    { slug: 'panel-datos', type: 'panel', title: 'Panel de ejemplo: datos que se entienden', ...at('09:00', '10:30'), room: MAIN, track: DATA, interpretation: ['en'], speakers: [{ slug: speaker(2), role: 'moderator' }, speaker(3), speaker(4)], abstract: 'Un panel con moderación y dos voces.' },
    { slug: 'taller-planillas', type: 'workshop', title: 'Taller de ejemplo: de la planilla al dato abierto', ...at('11:00', '12:30'), room: FIRST_ROOM, track: DATA, capacity: 2, speakers: [speaker(3)], abstract: 'Con solo dos lugares, para probar la lista de espera del taller.' },
    { slug: 'taller-oficios', type: 'workshop', title: 'Taller de ejemplo: escribir un oficio que se entienda', ...at('11:00', '12:30'), room: SECOND_ROOM, track: CLARITY, capacity: 8, speakers: [speaker(5)] },
    { slug: 'almuerzo', type: 'informal', title: 'Almuerzo y conversación', ...at('12:30', '14:00'), abstract: 'Sin programa: un espacio para conocerse.' },
    { slug: 'charla-sentencias', type: 'conference', title: 'Conferencia de ejemplo: sentencias en lenguaje claro', ...at('14:00', '15:00'), room: MAIN, track: CLARITY, interpretation: ['en'], speakers: [speaker(5), speaker(6)] },
    { slug: 'alianzas', type: 'networking', title: 'Mesas de alianzas', ...at('15:15', '16:30'), room: MAIN, track: PARTICIPATION, speakers: [speaker(7)], abstract: 'Cinco minutos por mesa para encontrar con quién trabajar.' },
  ];
}

function secondDay(day: string): Sessions {
  const at = (starts: string, ends: string) => ({ starts: `${day}T${starts}`, ends: `${day}T${ends}` });
  return [
    { slug: 'charla-en-ingles', type: 'conference', title: 'Example talk: opening up a court', ...at('08:30', '09:30'), room: MAIN, track: DATA, language: 'en', interpretation: ['es'], speakers: [speaker(4)], abstract: 'Una conferencia en inglés con interpretación al español.' },
    { slug: 'panel-participacion', type: 'panel', title: 'Panel de ejemplo: participar desde los departamentos', ...at('09:45', '11:15'), room: MAIN, track: PARTICIPATION, interpretation: ['quc', 'lengua de señas'], speakers: [{ slug: speaker(7), role: 'moderator' }, speaker(8), speaker(1)] },
    { slug: 'taller-propuestas', type: 'workshop', title: 'Taller de ejemplo: de la idea a la propuesta', ...at('11:30', '13:00'), room: FIRST_ROOM, track: PARTICIPATION, capacity: 10, speakers: [speaker(8)] },
    { slug: 'cafe', type: 'informal', title: 'Café de despedida', ...at('13:00', '14:00') },
    { slug: 'cierre', type: 'networking', title: 'Compromisos y cierre', ...at('14:00', '15:00'), room: MAIN, speakers: [speaker(1), speaker(2)] },
  ];
}
