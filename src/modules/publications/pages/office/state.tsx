/** The way of a publication to the public: how it stands, what comes next, who did what. */
import type { VNode } from 'preact';
import type { FieldFault } from '../../../../platform/errors.ts';
import { fieldsOf } from '../../../../platform/forms/field.ts';
import type { RawValues } from '../../../../platform/forms/read.ts';
import { ButtonRow } from '../../../../ui/controls/button.tsx';
import { ActionForm } from '../../../../ui/controls/form.tsx';
import { SafeLink } from '../../../../ui/controls/safe-link.tsx';
import { BLANK, SchemaForm, type SchemaFormProps } from '../../../../ui/controls/schema-form.tsx';
import { DataTable } from '../../../../ui/data/table.tsx';
import { StatusTag } from '../../../../ui/data/tag.tsx';
import { Disclosure } from '../../../../ui/data/disclosure.tsx';
import { Notice } from '../../../../ui/layout/notice.tsx';
import { Section } from '../../../../ui/layout/section.tsx';
import { officePath } from '../../addresses.ts';
import type { OfficePublication } from '../../queries/office.ts';
import type { Deed } from '../../rules/workflow.ts';
import { NoteForm, ReasonForm, ScheduleForm, SureForm } from '../../schemas/office.ts';
import { type Desk, PublicationFrame } from './frame.tsx';

export interface LogEntry {
  when: string;
  who: string;
  what: string;
}

export interface CorrectionLine {
  id: string;
  words: string;
  state: 'open' | 'published' | 'returned';
  note: string;
}

export type FormName = 'schedule' | 'return' | 'archive' | 'discard';

export interface StateProps {
  desk: Desk;
  row: OfficePublication;
  /** What this person may do now. */
  deeds: ReadonlySet<Deed>;
  /** Nothing but the rule of two pairs of eyes stands in the way. */
  isOwnText: boolean;
  scheduledFor?: string | undefined;
  previewHref: string;
  corrections: readonly CorrectionLine[];
  log: readonly LogEntry[];
  /** What was wrong with one of the forms. */
  typed?: { form: FormName; values: RawValues; faults: readonly FieldFault[] } | undefined;
}

export function StatePage(props: StateProps): VNode {
  const { desk, row, corrections } = props;
  const { t } = desk;
  return (
    <PublicationFrame desk={desk} row={row} part="state">
      <Section title={t('publications.state.title')}>
        <p>
          {props.scheduledFor
            ? t('publications.state.scheduled', { when: props.scheduledFor })
            : t(`publications.state.${row.status}`)}
        </p>
        {row.review_note ? (
          <Notice t={t} kind="warning" title={t('publications.state.returned')}>
            <p>{row.review_note}</p>
          </Notice>
        ) : null}
        {props.isOwnText ? (
          <Notice t={t} kind="info">
            <p>{t('publications.state.own_text')}</p>
          </Notice>
        ) : null}
      </Section>
      {corrections.length > 0 ? <Corrections {...props} /> : null}
      <Next {...props} />
      <Preview {...props} />
      <Section title={t('publications.state.log')}>
        <DataTable
          caption={t('publications.state.log')}
          captionHidden
          rows={props.log}
          columns={[
            { header: t('publications.state.log_what'), rowHeader: true, cell: ({ what }) => what },
            { header: t('publications.state.log_who'), cell: ({ who }) => who },
            { header: t('publications.state.log_when'), cell: ({ when }) => when },
          ]}
        />
      </Section>
    </PublicationFrame>
  );
}

function Next(props: StateProps): VNode {
  const { desk, row, deeds } = props;
  const { t } = desk;
  const here = officePath(row.id, 'publicacion');
  const version = { version: String(row.version) };
  return (
    <Section title={t('publications.state.next')}>
      <ButtonRow>
        {deeds.has('publish') ? (
          <ActionForm
            action={`${here}/publicar`}
            fields={version}
            label={t('publications.state.publish')}
            kind="primary"
          />
        ) : null}
        {deeds.has('submit') ? (
          <ActionForm
            action={`${here}/enviar`}
            fields={version}
            label={t('publications.state.submit')}
            kind={deeds.has('publish') ? 'secondary' : 'primary'}
          />
        ) : null}
        {deeds.has('take_up') ? (
          <ActionForm action={`${here}/retomar`} label={t('publications.state.take_up')} />
        ) : null}
        {deeds.has('unschedule') ? (
          <ActionForm action={`${here}/quitar-hora`} label={t('publications.state.unschedule')} />
        ) : null}
      </ButtonRow>
      {deeds.has('schedule') ? (
        <Folded
          {...props}
          form="schedule"
          title={t('publications.state.schedule_title')}
          fields={fieldsOf(ScheduleForm)}
          action={`${here}/programar`}
          submit={t('publications.state.schedule')}
          zone={desk.zone}
          hidden={version}
        />
      ) : null}
      {deeds.has('return') ? (
        <Folded
          {...props}
          form="return"
          title={t('publications.state.return_title')}
          fields={fieldsOf(NoteForm)}
          action={`${here}/devolver`}
          submit={t('publications.state.return')}
        />
      ) : null}
      {deeds.has('archive') ? (
        <Folded
          {...props}
          form="archive"
          title={t('publications.state.archive_title')}
          text={t('publications.state.archive_text')}
          fields={fieldsOf(ReasonForm)}
          action={`${here}/archivar`}
          submit={t('publications.state.archive')}
          danger
        />
      ) : null}
      {deeds.has('discard') ? (
        <Folded
          {...props}
          form="discard"
          title={t('publications.state.discard_title')}
          text={t('publications.state.discard_text')}
          fields={fieldsOf(SureForm)}
          action={`${here}/borrar`}
          submit={t('publications.state.discard')}
          danger
        />
      ) : null}
    </Section>
  );
}

type FoldedProps = StateProps &
  Pick<SchemaFormProps, 'fields' | 'action' | 'submit' | 'danger' | 'zone' | 'hidden'> & {
    form: FormName;
    title: string;
    text?: string;
  };

/** A form that most visitors of the page do not want: open only when something is wrong with it. */
function Folded({
  desk,
  form,
  title,
  text,
  typed,
  fields,
  action,
  submit,
  danger,
  zone,
  hidden,
}: FoldedProps): VNode {
  const own = typed?.form === form ? typed : undefined;
  return (
    <Disclosure summary={title} open={own !== undefined}>
      {text ? <p>{text}</p> : null}
      <SchemaForm
        t={desk.t}
        fields={fields}
        state={own ?? BLANK}
        action={action}
        submit={submit}
        danger={danger}
        zone={zone}
        hidden={hidden}
        prefix={form}
        label={title}
      />
    </Disclosure>
  );
}

function Preview({ desk, row, previewHref }: StateProps): VNode | null {
  const { t } = desk;
  if (row.status === 'published') return null;
  return (
    <Section title={t('publications.state.preview_title')}>
      <p>{t('publications.state.preview_text')}</p>
      <p class="secret-link">
        <SafeLink href={previewHref}>{previewHref}</SafeLink>
      </p>
      <p class="hint">{t('publications.state.preview_void_hint')}</p>
      <ActionForm
        action={`${officePath(row.id, 'publicacion')}/anular-enlace`}
        label={t('publications.state.preview_void')}
        size="small"
      />
    </Section>
  );
}

function Corrections({ desk: { t }, row, corrections }: StateProps): VNode {
  return (
    <Section title={t('publications.state.corrections')}>
      <ul class="link-list">
        {corrections.map((one) => (
          <li>
            <p>
              <StatusTag
                tone={one.state === 'open' ? 'warning' : one.state === 'published' ? 'success' : 'neutral'}
              >
                {t(`publications.state.correction.${one.state}`)}
              </StatusTag>{' '}
              {one.words}
            </p>
            {one.note ? <p class="soft">{one.note}</p> : null}
            {one.state === 'open' ? (
              <SafeLink href={`${officePath(row.id)}/correcciones/${one.id}`}>
                {t('publications.state.correction_look')}
              </SafeLink>
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}
