/** Every part of the design system in states that occur, at `/diseno`. All names are made up. */
import type { VNode } from 'preact';
import { Disclosure } from './data/disclosure.tsx';
import { BarList, Stat, StatGrid } from './data/figures.tsx';
import { CardGrid } from './data/card.tsx';
import { Person } from './data/person.tsx';
import { Prose } from './data/prose.tsx';
import { SummaryList } from './data/summary-list.tsx';
import { Badge, StatusTag, TagRow } from './data/tag.tsx';
import { ActionForm } from './controls/form.tsx';
import { Button, ButtonRow } from './controls/button.tsx';
import { Notice } from './layout/notice.tsx';
import { Breadcrumbs, PageHeading } from './layout/page-heading.tsx';
import { Columns, Section, Stack } from './layout/section.tsx';
import { ShowcaseForm } from './showcase-form.tsx';
import { LONG_NAME, ShowcaseLists, ShowcaseProgramme } from './showcase-lists.tsx';
import type { Lang, Translate } from '../platform/i18n/translate.ts';

export interface ShowcaseProps {
  t: Translate;
  lang: Lang;
}

/** The sample words stay Spanish in every language: they stand for what an organisation writes. */
export function Showcase({ t, lang }: ShowcaseProps): VNode {
  return (
    <>
      <Breadcrumbs
        t={t}
        items={[{ href: '/', label: t('ui.showcase.home') }, { label: t('ui.showcase.title') }]}
      />
      <Opening lang={lang} />
      <Section title="Encabezado llano y datos" id="encabezado">
        <Facts />
      </Section>
      <Section title="Avisos" id="avisos">
        <Notices t={t} />
      </Section>
      <Section title="Estados y botones" id="estados">
        <StatesAndButtons />
      </Section>
      <ShowcaseForm t={t} />
      <ShowcaseProgramme t={t} />
      <ShowcaseLists t={t} />
      <Figures />
      <PeopleAndText t={t} />
    </>
  );
}

function Opening({ lang }: { lang: Lang }): VNode {
  return (
    <PageHeading
      look="band"
      eyebrow={lang === 'es' ? 'Sistema de diseño' : 'Design system'}
      title="Encuentro de Ejemplo por una justicia desproporcionadamente abierta"
      lead="Dos días de conferencias, talleres y conversaciones ficticias para ver cada pieza del sitio con palabras de verdad."
    >
      <TagRow>
        <StatusTag tone="success">Registro abierto</StatusTag>
        <Badge>En línea y presencial</Badge>
        <Badge>Español, inglés</Badge>
      </TagRow>
      <SummaryList
        look="facts"
        rows={[
          { label: 'Cuándo', value: '7 y 8 de octubre de 2030' },
          { label: 'Dónde', value: 'Salón Ejemplo y en línea' },
          { label: 'Registro hasta', value: '30 de septiembre de 2030, 18:00' },
        ]}
      />
      <ButtonRow>
        <Button href="#formulario">Registrarse</Button>
        <Button kind="secondary" href="#programa">
          Ver el programa
        </Button>
      </ButtonRow>
    </PageHeading>
  );
}

function Facts(): VNode {
  return (
    <Columns
      asideLabel="Ficha"
      aside={
        <>
          <h3>Ficha</h3>
          <SummaryList
            rows={[
              { label: 'Organiza', value: 'Organización de Ejemplo' },
              { label: 'Correo', value: <a href="mailto:contacto@ejemplo.org">contacto@ejemplo.org</a> },
            ]}
          />
        </>
      }
    >
      <SummaryList
        rows={[
          { label: 'Nombre', value: LONG_NAME, action: { href: '#nombre', label: 'Cambiar' } },
          {
            label: 'Organización',
            value: 'Organización de Ejemplo',
            action: { href: '#sector', label: 'Cambiar' },
          },
          { label: 'Forma de asistir', value: 'Presencial' },
          { label: 'Estado', value: <StatusTag tone="warning">En lista de espera</StatusTag> },
        ]}
      />
      <ButtonRow>
        <Button>Confirmar asistencia</Button>
        <Button kind="danger" confirm="¿Cancelar el registro?">
          Cancelar mi registro
        </Button>
      </ButtonRow>
    </Columns>
  );
}

function Notices({ t }: { t: Translate }): VNode {
  return (
    <Stack>
      <Notice t={t} kind="info" title="El horario se muestra en la hora de Guatemala">
        <p>Donde su reloj marca otra hora, aparece también la suya.</p>
      </Notice>
      <Notice t={t} kind="success">
        <p>Guardamos los cambios del programa.</p>
      </Notice>
      <Notice t={t} kind="warning">
        <p>
          El registro cierra mañana. <a href="#formulario">Regístrese ahora</a>.
        </p>
      </Notice>
      <Notice t={t} kind="danger">
        <p>El servidor de correo no responde; los mensajes esperan y se enviarán solos.</p>
      </Notice>
    </Stack>
  );
}

function StatesAndButtons(): VNode {
  return (
    <Stack>
      <TagRow>
        <StatusTag tone="neutral">Borrador</StatusTag>
        <StatusTag tone="info">Por confirmar</StatusTag>
        <StatusTag tone="success">Confirmado</StatusTag>
        <StatusTag tone="warning">Lista de espera</StatusTag>
        <StatusTag tone="danger">Cancelado</StatusTag>
        <Badge>Taller</Badge>
      </TagRow>
      <ButtonRow>
        <Button>Guardar</Button>
        <Button kind="secondary">Vista previa</Button>
        <Button kind="danger">Eliminar</Button>
        <Button kind="link" href="#estados">
          Volver sin guardar
        </Button>
        <Button disabled>Sin permiso</Button>
      </ButtonRow>
      <ButtonRow>
        <ActionForm
          action="/diseno"
          fields={{ id: '1' }}
          label="Publicar"
          size="small"
          about="la edición de ejemplo"
        />
        <Button kind="secondary" size="small" href="#estados">
          Editar
        </Button>
      </ButtonRow>
    </Stack>
  );
}

function Figures(): VNode {
  return (
    <Section title="Cifras" id="cifras">
      <StatGrid>
        <Stat label="Personas registradas" value="1,284" note="de 1,500 lugares" href="#cifras" />
        <Stat label="En lista de espera" value={37} />
        <Stat label="Instituciones representadas" value={112} />
        <Stat label="Por confirmar" value={0} />
      </StatGrid>
      <BarList
        caption="¿Cómo se enteró del encuentro?"
        labelHeader="Respuesta"
        valueHeader="Personas"
        items={[
          { label: 'Redes sociales', value: 640, text: '640 (50 %)' },
          { label: 'Por una organización', value: 410, text: '410 (32 %)' },
          { label: 'Desproporcionadamente otra', value: 12, text: '12 (1 %)' },
          { label: 'Prensa', value: 0, text: '0' },
        ]}
      />
    </Section>
  );
}

function PeopleAndText({ t }: { t: Translate }): VNode {
  return (
    <Section title="Personas y textos" id="personas">
      <CardGrid>
        <Person
          name="Persona Ejemplo Uno"
          position="Directora"
          organization="Organización de Ejemplo"
          href="#personas"
        />
        <Person name={LONG_NAME} organization="Red Imaginaria de Observatorios" />
      </CardGrid>
      <Person
        size="large"
        name="Persona Ejemplo Dos"
        position="Ponente"
        organization="Universidad Imaginaria"
      />
      <Prose
        text={
          'Un texto llano de varios párrafos, tal como alguien lo escribió. <b>Las etiquetas</b> se ven, no se ejecutan.\n\nSegundo párrafo con una dirección: https://ejemplo.org/una/ruta.\nY una línea nueva.'
        }
      />
      <div>
        <Disclosure summary="¿Puedo cambiar mi registro después?">
          Sí. Use el enlace del correo de confirmación; no necesita una cuenta.
        </Disclosure>
        <Disclosure summary="¿Recibiré un certificado?" open>
          Sí, si asistió. Cualquier persona puede verificarlo.
        </Disclosure>
      </div>
      <PageHeading
        level={2}
        eyebrow={t('ui.showcase.title')}
        title="Un encabezado llano"
        lead="Así empiezan las páginas de trabajo."
      />
    </Section>
  );
}
