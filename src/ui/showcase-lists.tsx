/** The programme and the lists of the showcase. */
import type { VNode } from 'preact';
import { Button } from './controls/button.tsx';
import { ActionForm } from './controls/form.tsx';
import { Card, CardGrid } from './data/card.tsx';
import { Progress } from './data/figures.tsx';
import { Pagination, Tabs } from './data/navigation.tsx';
import { ScheduleDay, ScheduleSlot } from './data/schedule.tsx';
import type { Moment } from './data/schedule.tsx';
import { DataTable } from './data/table.tsx';
import type { Column } from './data/table.tsx';
import { Badge, StatusTag } from './data/tag.tsx';
import { Timeline } from './data/timeline.tsx';
import { EmptyState } from './layout/empty-state.tsx';
import { Section } from './layout/section.tsx';
import type { Translate } from '../platform/i18n/translate.ts';

export const LONG_NAME =
  'Persona Ejemplo Tres de los Ángeles Nombrelarguísimo Apellidocompuesto-Interminable viuda de Muestra';

function moment(hourUtc: string, text: string): Moment {
  return { iso: `2030-10-07T${hourUtc}:00Z`, zone: 'America/Guatemala', text };
}

export function ShowcaseProgramme({ t }: { t: Translate }): VNode {
  return (
    <Section title="Programa" id="programa">
      <Tabs
        label="Días del programa"
        items={[
          { href: '#programa', label: 'Lunes 7', current: true, count: 4 },
          { href: '#programa', label: 'Martes 8', current: false, count: 12 },
          { href: '#programa', label: 'Sin horario', current: false },
        ]}
      />
      <ScheduleDay title="lunes 7 de octubre de 2030" level={3}>
        <Talks t={t} />
        <ScheduleSlot
          t={t}
          level={4}
          starts={moment('16:45', '10:45')}
          ends={moment('18:00', '12:00')}
          title="Cómo leer una sentencia"
          href="#programa"
          type="Taller"
          room="Aula 2"
          track={{ label: 'Educación', tone: 3 }}
        >
          <Progress id="cupo-taller" label="Lugares" value={28} max={30} text="28 de 30 ocupados" />
        </ScheduleSlot>
        <ScheduleSlot
          t={t}
          level={4}
          starts={moment('18:00', '12:00')}
          title="Almuerzo"
          type="Espacio informal"
          status={{ label: 'Cancelado', tone: 'danger' }}
        />
      </ScheduleDay>
    </Section>
  );
}

function Talks({ t }: { t: Translate }): VNode {
  return (
    <>
      <ScheduleSlot
        t={t}
        level={4}
        starts={moment('14:00', '8:00')}
        ends={moment('15:00', '9:00')}
        title="Apertura: para qué abrir un expediente"
        href="#programa"
        type="Conferencia"
        room="Salón Ejemplo"
        track={{ label: 'Transparencia', tone: 1 }}
        language="Español"
        interpretation="inglés, lengua de señas"
        speakers={[
          { name: 'Persona Ejemplo Uno', href: '#personas', organization: 'Organización de Ejemplo' },
        ]}
      />
      <ScheduleSlot
        t={t}
        level={4}
        starts={moment('15:15', '9:15')}
        ends={moment('16:30', '10:30')}
        title="Datos judiciales desproporcionadamente cerrados: un diagnóstico interinstitucional"
        href="#programa"
        type="Panel"
        track={{ label: 'Participación', tone: 2 }}
        status={{ label: 'Cambió de hora', tone: 'warning' }}
        speakers={[
          { name: 'Persona Ejemplo Dos', href: '#personas' },
          { name: LONG_NAME, organization: 'Red Imaginaria de Observatorios' },
        ]}
      />
    </>
  );
}

interface SampleRow {
  name: string;
  organization: string;
  state: VNode;
  seats: string;
}

const SAMPLE_ROWS: readonly SampleRow[] = [
  {
    name: 'Persona Ejemplo Uno',
    organization: 'Organización de Ejemplo',
    state: <StatusTag tone="success">Confirmado</StatusTag>,
    seats: '1',
  },
  {
    name: LONG_NAME,
    organization: 'Coordinadora Imaginaria Interinstitucional de Ejemplos Extraordinariamente Largos',
    state: <StatusTag tone="warning">Lista de espera</StatusTag>,
    seats: '1,200',
  },
  {
    name: 'Persona Ejemplo Dos',
    organization: 'Sin organización',
    state: <StatusTag tone="danger">Cancelado</StatusTag>,
    seats: '0',
  },
];

const SAMPLE_COLUMNS: readonly Column<SampleRow>[] = [
  { header: 'Nombre', cell: (row) => <a href="#tabla">{row.name}</a>, rowHeader: true },
  { header: 'Organización', cell: (row) => row.organization },
  { header: 'Estado', cell: (row) => row.state },
  { header: 'Lugares', cell: (row) => row.seats, numeric: true },
  {
    header: 'Acciones',
    headerHidden: true,
    cell: (row) => <ActionForm action="/diseno" label="Cancelar" size="small" about={row.name} />,
  },
];

export function ShowcaseLists({ t }: { t: Translate }): VNode {
  const download = (
    <Button kind="secondary" size="small" href="#tabla">
      Descargar CSV
    </Button>
  );
  return (
    <>
      <Section title="Tabla" id="tabla" action={download}>
        <DataTable caption="Personas registradas" columns={SAMPLE_COLUMNS} rows={SAMPLE_ROWS} />
        <Pagination t={t} firstHref="#tabla" nextHref="#tabla" />
      </Section>
      <Milestones t={t} />
      <Cards />
      <Section title="Vacío" id="vacio">
        <EmptyState
          level={3}
          title="Todavía no hay sesiones"
          action={<Button href="#vacio">Agregar la primera sesión</Button>}
        >
          Aquí aparecerá el programa, día por día, en cuanto haya una sesión con hora.
        </EmptyState>
      </Section>
    </>
  );
}

function Milestones({ t }: { t: Translate }): VNode {
  return (
    <Section title="Línea de tiempo" id="tiempo">
      <Timeline
        t={t}
        entries={[
          {
            date: '1 de julio de 2030',
            dateTime: '2030-07-01',
            title: 'Convocatoria de ejemplo',
            body: 'Se abre el registro.',
            state: 'past',
          },
          {
            date: '15 de agosto de 2030',
            dateTime: '2030-08-15',
            title: 'Programa publicado',
            href: '#programa',
            state: 'current',
          },
          {
            date: 'Fecha por anunciar',
            title: 'Certificados',
            body: 'Se enviarán por correo a quienes asistieron.',
            state: 'future',
          },
        ]}
      />
    </Section>
  );
}

function Cards(): VNode {
  return (
    <Section title="Tarjetas" id="tarjetas">
      <CardGrid>
        <Card
          title="Encuentro de Ejemplo 2030"
          href="#tarjetas"
          eyebrow="7 y 8 de octubre de 2030"
          footer={<StatusTag tone="success">Registro abierto</StatusTag>}
        >
          En línea y presencial, con talleres y espacios para conocerse.
        </Card>
        <Card
          title="Encuentro de Ejemplo 2029: rendición de cuentas y desproporcionadamente más palabras"
          href="#tarjetas"
          eyebrow="3 de septiembre de 2029"
          footer={
            <>
              <Badge>4 grabaciones</Badge>
              <Badge>Concluido</Badge>
            </>
          }
        />
        <Card title="Sin enlace" eyebrow="Taller">
          Una tarjeta que solo informa.
        </Card>
      </CardGrid>
    </Section>
  );
}
