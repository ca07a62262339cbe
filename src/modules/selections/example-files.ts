/** A kind and a process for tests, as files. All of it is plainly invented. */
import type { KindFile } from './schemas/kind-file.ts';
import type { ProcessFile } from './schemas/process-file.ts';

const LAW = { text: 'Ley de ejemplo, artículo 3', kind: 'law' as const, cite: ['ley'] };
const PRACTICE = { text: 'Así se hizo antes', kind: 'practice' as const, cite: ['diario'] };

const SOURCES = {
  ley: { title: 'Ley de ejemplo', publisher: 'Gaceta de Ejemplo', kind: 'law' as const },
  diario: {
    title: 'Así se elige',
    publisher: 'Diario de Ejemplo',
    url: 'https://diario.test/asi-se-elige',
    date: '2026-01-10',
    kind: 'press' as const,
  },
};

const KIND: KindFile = {
  slug: 'defensor-de-ejemplo',
  version: 1,
  country: 'País de ejemplo',
  title: 'Defensor de ejemplo',
  office: 'Defensor del País de ejemplo',
  bodies: [
    {
      key: 'comision',
      name: 'Comisión de ejemplo',
      role: 'proposes',
      size: 3,
      parts: [
        { group: 'decanos', label: 'Decanas y decanos', how: 'Uno por facultad', basis: LAW },
        { group: 'colegio', label: 'Colegio', seats: 1, how: 'Elección directa' },
      ],
      basis: LAW,
    },
    { key: 'asamblea', name: 'Asamblea de ejemplo', role: 'decides', parts: [] },
  ],
  seats: { full: 1, alternates: 0, basis: LAW },
  shortlist: { size: 2, basis: LAW },
  thresholds: [
    {
      key: 'nomina',
      body: 'comision',
      what: 'Entrar en la nómina',
      formula: { share: [2, 3], of: 'entitled' },
      basis: LAW,
    },
    { key: 'pleno', body: 'asamblea', what: 'Ser electo', formula: { fixed: 5 }, basis: PRACTICE },
  ],
  term: { years: 4, starts: '05-17', basis: LAW },
  stages: [
    {
      key: 'convocatoria',
      title: 'Convocatoria',
      record: ['Número y fecha'],
      checks: [{ key: 'publicada', criterion: 'publicity', question: '¿Se publicó?' }],
      explanation: 'La asamblea llama a elegir.',
      what_you_can_do: 'Leer la convocatoria.',
    },
    { key: 'expedientes', title: 'Recepción de expedientes', body: 'comision', record: [], checks: [] },
    { key: 'votacion', title: 'Votación', body: 'comision', record: [], checks: [] },
    { key: 'eleccion', title: 'Elección', body: 'asamblea', record: [], checks: [] },
  ],
  deadlines: [
    {
      key: 'llamar',
      stage: 'convocatoria',
      what: 'Convocar',
      from: 'term_starts',
      direction: 'before',
      amount: 4,
      unit: 'months',
      basis: LAW,
    },
    {
      key: 'objetar',
      stage: 'votacion',
      what: 'Presentar objeciones',
      from: { stage: 'expedientes' },
      direction: 'after',
      amount: 3,
      unit: 'working_days',
      basis: PRACTICE,
    },
  ],
  requirements: [{ text: 'Ser de ejemplo', basis: LAW }],
  explanation: {
    who_decides: 'La comisión propone dos nombres y la asamblea elige uno.',
    why_it_matters: 'Porque defiende a las personas del ejemplo.',
    what_you_can_do: 'Pedir que se publiquen los expedientes.',
  },
  sources: SOURCES,
};

export const exampleKind = (changed: Partial<KindFile> = {}): KindFile => ({ ...KIND, ...changed });

const PROCESS: ProcessFile = {
  slug: 'defensor-2026',
  kind: 'defensor-de-ejemplo',
  kind_version: 1,
  title: 'Defensor 2026',
  summary: 'Una elección inventada.',
  year: 2026,
  post: 'Defensor',
  term: { starts: '2026-05-17', ends: '2030-05-16' },
  known_until: '2026-04-30',
  bodies: [
    {
      key: 'comision',
      name: 'Comisión de ejemplo 2026',
      entitled: 3,
      seats: [
        {
          key: 'decano-a',
          group: 'decanos',
          label: 'Decanatura A',
          chairs: true,
          holders: [{ key: 'h-ada', name: 'Ada Ejemplo Ficticia', sworn_on: '2026-02-01', cite: ['acta'] }],
        },
        {
          key: 'decano-b',
          group: 'decanos',
          label: 'Decanatura B',
          holders: [
            {
              key: 'h-bruno',
              name: 'Bruno Inventado Prueba',
              starts: '2026-02-01',
              ends: '2026-03-10',
              cite: ['acta'],
            },
            { key: 'h-carla', name: 'Carla Muestra Ficticia', starts: '2026-03-11', cite: ['acta'] },
          ],
        },
        {
          key: 'colegio-1',
          group: 'colegio',
          label: 'Colegio',
          holders: [
            { key: 'h-dino', name: 'Dino Modelo Supuesto', votes_for: 120, cite: ['acta'] },
            { key: 'h-elsa', name: 'Elsa Suplente Ficticia', alternate: true, cite: ['acta'] },
          ],
        },
      ],
      cite: ['acta'],
    },
  ],
  events: [
    {
      key: 'llamado',
      stage: 'convocatoria',
      title: 'La asamblea convoca',
      on: '2026-01-10',
      basis: 'observed',
      effect: 'opens',
      cite: [{ source: 'diario', page: 'p. 4', passage: 'convocó ayer' }],
    },
    {
      key: 'recepcion',
      stage: 'expedientes',
      title: 'Se reciben expedientes',
      on: '2026-02-05',
      until: '2026-02-12',
      basis: 'observed',
      follows: ['llamado'],
      cite: ['diario', { source: 'acta', field: 'on', value: '2026-02-06', reason: 'El diario estuvo allí' }],
    },
    { key: 'rumor', stage: 'votacion', title: 'Dicen que votarán', on: '2026-03', basis: 'planned' },
    {
      key: 'votan',
      stage: 'votacion',
      title: 'La comisión vota',
      on: '2026-03-20',
      basis: 'observed',
      follows: ['recepcion'],
      cite: ['acta'],
    },
  ],
  court_actions: [
    {
      key: 'amparo-1',
      court: 'Corte de ejemplo',
      file_number: '12-2026',
      action: 'Amparo contra la tabla',
      filed_on: '2026-02-20',
      decided_on: '2026-03-01',
      outcome: 'Rechazado',
      effect_kind: 'rejected',
      stage: 'expedientes',
      cite: ['diario'],
    },
  ],
  documents: [{ key: 'acta-1', title: 'Acta de la sesión 1', stage: 'convocatoria', cite: ['acta'] }],
  rubrics: [
    {
      key: 'tabla-1',
      title: 'Tabla de gradación',
      adopted: true,
      votes_for: 3,
      votes_against: 0,
      decided_on: '2026-02-02',
      cut_off: 60,
      aspects: [
        { key: 'academico', label: 'Académico', max: 40 },
        { key: 'profesional', label: 'Profesional', max: 60 },
        { key: 'experiencia', part_of: 'profesional', label: 'Experiencia', max: 30 },
        { key: 'docencia', part_of: 'profesional', label: 'Docencia', max: 30 },
      ],
      cite: ['acta'],
    },
  ],
  candidacies: [
    {
      key: 'c-1',
      name: 'Fina Candidata Ficticia',
      file_number: '1',
      states: [
        { key: 'c-1-presento', state: 'filed', on: '2026-02-05', cite: ['diario'] },
        { key: 'c-1-nomina', state: 'shortlisted', on: '2026-03-20', event: 'votan', cite: ['acta'] },
      ],
      cite: ['diario'],
    },
    {
      key: 'c-2',
      name: 'Gael Aspirante Inventado',
      file_number: '2',
      states: [
        { key: 'c-2-presento', state: 'filed', on: '2026-02-06', cite: ['diario'] },
        { key: 'c-2-nomina', state: 'shortlisted', on: '2026-03-20', cite: ['acta'] },
        { key: 'c-2-dicen', state: 'elected', on: '2026-04-20' },
      ],
      cite: ['diario'],
    },
  ],
  gradings: [
    {
      key: 'hoja-1',
      rubric: 'tabla-1',
      title: 'Gradación de marzo',
      on: '2026-03-15',
      scores: [
        {
          candidacy: 'c-1',
          points: { academico: 30.5, profesional: 50, experiencia: 30, docencia: 20 },
          printed_total: 80.5,
        },
        { candidacy: 'c-2', points: { academico: 20 } },
      ],
      cite: ['acta'],
    },
  ],
  objections: [
    {
      key: 'o-1',
      candidacy: 'c-2',
      count: 2,
      filer_kind: 'organisation',
      ground: 'Falta un documento, según se presentó',
      outcome: 'no_effect',
      decision: 'La comisión ACEPTÓ los descargos.',
      cite: ['diario'],
    },
    { key: 'o-2', candidacy: 'c-2', ground: 'Otras, que el diario no cuenta', cite: ['diario'] },
  ],
  checks: [
    {
      key: 'v-1',
      candidacy: 'c-1',
      register: 'Registro de multas de ejemplo',
      question: '¿Tiene multas sin pagar?',
      on: '2026-02',
      finding: 'Sí, una de $10.00, según el registro.',
      method: 'Se preguntó en la ventanilla de ejemplo.',
      url: 'https://multas.test/consulta',
      cite: ['diario'],
    },
    {
      key: 'v-2',
      candidacy: 'c-2',
      register: 'Registro de compras de ejemplo',
      question: '¿Puede contratar con el Estado?',
      cite: ['acta'],
    },
  ],
  rounds: [
    {
      key: 'ronda-1',
      body: 'comision',
      number: 1,
      matter: 'Integrar la nómina',
      stage: 'votacion',
      on: '2026-03-20',
      threshold: 'nomina',
      entitled: 3,
      present: 3,
      to_fill: 2,
      complete: true,
      results: [
        {
          candidacy: 'c-1',
          for: 3,
          against: 0,
          abstained: 0,
          entered: true,
          ballots: [
            { holder: 'h-ada', choice: 'for', reason: 'Por su experiencia' },
            { holder: 'h-carla', choice: 'for' },
            { holder: 'h-dino', choice: 'for' },
          ],
        },
        {
          candidacy: 'c-2',
          for: 2,
          against: 1,
          abstained: 0,
          entered: true,
          ballots: [
            { holder: 'h-ada', choice: 'for' },
            { holder: 'h-carla', choice: 'against' },
            { holder: 'h-dino', choice: 'for' },
          ],
        },
      ],
      cite: ['acta'],
    },
  ],
  not_found: ['El acta de la elección'],
  sources: {
    diario: SOURCES.diario,
    acta: { title: 'Acta de la comisión', publisher: 'Comisión de ejemplo', date: 'marzo de 2026' },
  },
  cite: ['diario'],
};

export const exampleProcess = (changed: Partial<ProcessFile> = {}): ProcessFile => ({
  ...PROCESS,
  ...changed,
});

export const bytesOf = (file: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(file));
