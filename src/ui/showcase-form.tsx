/** The form of the showcase: every control, some with faults. */
import type { VNode } from 'preact';
import { Button, ButtonRow } from './controls/button.tsx';
import { Checkbox, CheckboxGroup, RadioGroup, Select } from './controls/choice-fields.tsx';
import { DateField, DateTimeField } from './controls/date-field.tsx';
import { ErrorSummary } from './controls/error-summary.tsx';
import { Conditional, FieldSet } from './controls/field-set.tsx';
import { FileField } from './controls/file-field.tsx';
import { FilterForm, Form } from './controls/form.tsx';
import { TextArea, TextField } from './controls/text-field.tsx';
import { Section } from './layout/section.tsx';
import type { Translate } from '../platform/i18n/translate.ts';

const EMAIL_FAULT = 'Escriba una dirección de correo completa, como nombre@ejemplo.org.';
const LANGUAGE_FAULT = 'Elija al menos un idioma.';
const ACCEPT_FAULT = 'Para registrarse hace falta aceptar el aviso de privacidad.';

export function ShowcaseForm({ t }: { t: Translate }): VNode {
  return (
    <Section title="Formulario" id="formulario">
      <ErrorSummary
        t={t}
        faults={[
          { id: 'correo', message: EMAIL_FAULT },
          { id: 'idiomas', message: LANGUAGE_FAULT },
          { id: 'acepto', message: ACCEPT_FAULT },
          { message: 'El registro cierra en una hora.' },
        ]}
      />
      <Form action="/diseno" label="Formulario de ejemplo" files>
        <AboutYou t={t} />
        <Attendance t={t} />
        <OtherControls t={t} />
        <Checkbox
          t={t}
          id="acepto"
          name="accept"
          label="Acepto el aviso de privacidad"
          required
          faults={[ACCEPT_FAULT]}
        >
          Leí y acepto el <a href="#formulario">aviso de privacidad</a>
        </Checkbox>
        <ButtonRow>
          <Button>Registrarse</Button>
          <Button kind="secondary" name="action" value="draft">
            Guardar borrador
          </Button>
        </ButtonRow>
      </Form>
      <FilterForm t={t} action="/diseno" label="Filtros de ejemplo" clearHref="#formulario">
        <TextField t={t} id="buscar" name="q" label="Buscar por nombre" type="search" mark={false} />
        <Select
          t={t}
          id="estado"
          name="state"
          label="Estado"
          mark={false}
          empty="Todos"
          options={[{ value: 'confirmed', label: 'Confirmado' }]}
        />
      </FilterForm>
    </Section>
  );
}

function AboutYou({ t }: { t: Translate }): VNode {
  return (
    <FieldSet legend="Sobre usted" hint="Solo quien organiza ve estos datos.">
      <TextField
        t={t}
        id="nombre"
        name="name"
        label="Nombre completo"
        hint="Como debe aparecer en su certificado."
        value="Persona Ejemplo Uno"
        autocomplete="name"
        required
      />
      <TextField
        t={t}
        id="correo"
        name="email"
        label="Correo electrónico"
        type="email"
        value="persona@"
        autocomplete="email"
        required
        faults={[EMAIL_FAULT]}
      />
      <Select
        t={t}
        id="sector"
        name="sector"
        label="Sector"
        options={[
          { value: 'civil', label: 'Sociedad civil' },
          { value: 'academia', label: 'Academia e instituciones de investigación interdisciplinaria' },
        ]}
        value="civil"
      />
    </FieldSet>
  );
}

function Attendance({ t }: { t: Translate }): VNode {
  return (
    <FieldSet legend="Su participación">
      <RadioGroup
        t={t}
        id="asistencia"
        name="attendance"
        label="¿Cómo asistirá?"
        required
        value="in_person"
        options={[
          { value: 'online', label: 'En línea', hint: 'El enlace llega por correo.' },
          { value: 'in_person', label: 'Presencial', hint: 'Quedan 2 lugares.' },
        ]}
      />
      <Conditional t={t} name="attendance" value="in_person" choice="Presencial">
        <TextArea
          t={t}
          id="accesibilidad"
          name="accessibility"
          label="¿Qué necesita para participar sin barreras?"
          rows={3}
          maxlength={500}
        />
      </Conditional>
      <CheckboxGroup
        t={t}
        id="idiomas"
        name="languages"
        label="Idiomas en los que puede participar"
        required
        faults={[LANGUAGE_FAULT]}
        options={[
          { value: 'es', label: 'Español' },
          { value: 'en', label: 'Inglés' },
          { value: 'xx', label: 'Otro', disabled: true, hint: 'Todavía sin interpretación.' },
        ]}
      />
    </FieldSet>
  );
}

function OtherControls({ t }: { t: Translate }): VNode {
  return (
    <FieldSet legend="Otros controles">
      <TextField
        t={t}
        id="cupo"
        name="capacity"
        label="Cupo"
        type="number"
        min={0}
        width="short"
        value="50"
      />
      <TextField
        t={t}
        id="clave"
        name="password"
        label="Contraseña"
        type="password"
        autocomplete="new-password"
        hint="Al menos 12 caracteres."
      />
      <DateField t={t} id="fecha" name="date" label="Fecha" value="2030-10-07" />
      <DateTimeField
        t={t}
        id="inicio"
        name="starts"
        label="Comienza"
        zone="Guatemala (GMT-6)"
        value="2030-10-07T08:00"
        required
      />
      <FileField
        t={t}
        id="archivo"
        name="file"
        label="Presentación"
        accept=".pdf,.odp"
        kinds="PDF u ODP"
        maxBytes={5_000_000}
      />
    </FieldSet>
  );
}
