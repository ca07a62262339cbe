/** Issuing: to everybody by a rule, to speakers, to people by name, to one person found among those registered. */
import type { VNode } from 'preact';
import { fieldsOf } from '../../../platform/forms/field.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { ActionForm, FilterForm } from '../../../ui/controls/form.tsx';
import { type FormState, SchemaForm } from '../../../ui/controls/schema-form.tsx';
import { TextField } from '../../../ui/controls/text-field.tsx';
import { DataTable } from '../../../ui/data/table.tsx';
import { EmptyState } from '../../../ui/layout/empty-state.tsx';
import { Notice } from '../../../ui/layout/notice.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { AttendanceIssueForm, NamedIssueForm } from '../schemas/office.ts';
import type { Kind } from '../tables.ts';
import { type CertificateDesk, hrefOf, ofKind } from './desk.ts';
import { CertificateFrame } from './frame.tsx';

export interface Candidate {
  id: string;
  name: string;
  note: string;
  /** The valid certificate they have. */
  certificateId: string | undefined;
}

export interface IssuePageProps {
  at: CertificateDesk;
  kind: Kind;
  state: FormState;
  /** Noted as present, or speaking. */
  people: number;
  isOver: boolean;
  /** Speakers of the programme. */
  speakers: readonly Candidate[];
}

export function IssuePage(props: IssuePageProps): VNode {
  const { at, kind, isOver } = props;
  const { t } = at.desk;
  return (
    <CertificateFrame
      at={at}
      title={t('certificates.issue.title', { kind: t(`certificates.kind.${kind}`) })}
      lead={t(`certificates.issue.lead_${kind}`)}
      tags={null}
    >
      {isOver || kind !== 'attendance' ? null : (
        <Notice t={t} kind="warning">
          <p>{t('certificates.issue.not_over')}</p>
        </Notice>
      )}
      {kind === 'attendance' ? <ByRule {...props} /> : null}
      {kind === 'speaker' ? <Speakers {...props} /> : null}
      {kind === 'attendance' ? null : <ByName {...props} />}
    </CertificateFrame>
  );
}

function ByRule({ at, state, people }: IssuePageProps): VNode {
  const { t } = at.desk;
  return (
    <>
      <Section title={t('certificates.issue.all')}>
        <p>{t('certificates.issue.present', { count: people })}</p>
        <SchemaForm
          t={t}
          fields={fieldsOf(AttendanceIssueForm)}
          state={state}
          action={ofKind(at, 'emitir', 'attendance')}
          submit={t('certificates.issue.submit_all')}
          cancelHref={hrefOf(at)}
        />
      </Section>
      <Section title={t('certificates.issue.one')}>
        <p>{t('certificates.issue.one_lead')}</p>
        <p>
          <Button kind="secondary" href={hrefOf(at, 'personas')}>
            {t('certificates.issue.find')}
          </Button>
        </p>
      </Section>
    </>
  );
}

function Speakers({ at, speakers }: IssuePageProps): VNode {
  const { t } = at.desk;
  const left = speakers.filter((s) => s.certificateId === undefined).length;
  return (
    <Section title={t('certificates.issue.speakers')}>
      {speakers.length === 0 ? (
        <EmptyState title={t('certificates.issue.no_speakers')} level={3}>
          {t('certificates.issue.no_speakers_text')}
        </EmptyState>
      ) : (
        <>
          {left > 0 ? (
            <ActionForm
              action={ofKind(at, 'emitir', 'speaker')}
              fields={{ all: 'yes' }}
              label={t('certificates.issue.submit_speakers', { count: left })}
            />
          ) : null}
          <Candidates at={at} kind="speaker" people={speakers} caption={t('certificates.issue.speakers')} />
        </>
      )}
    </Section>
  );
}

function ByName({ at, kind, state }: IssuePageProps): VNode {
  const { t } = at.desk;
  return (
    <Section title={t(kind === 'speaker' ? 'certificates.issue.others' : 'certificates.issue.team')}>
      <SchemaForm
        t={t}
        fields={fieldsOf(NamedIssueForm)}
        state={state}
        action={ofKind(at, 'emitir', kind)}
        submit={t('certificates.issue.submit_named')}
        cancelHref={hrefOf(at)}
      />
    </Section>
  );
}

function Candidates(props: {
  at: CertificateDesk;
  kind: Kind;
  people: readonly Candidate[];
  caption: string;
}): VNode {
  const { at, kind, people, caption } = props;
  const { t } = at.desk;
  return (
    <DataTable
      caption={caption}
      captionHidden
      rows={people}
      columns={[
        { header: t('certificates.list.name'), cell: (p) => p.name, rowHeader: true },
        { header: t('certificates.list.note'), cell: (p) => p.note },
        {
          header: t('certificates.list.action'),
          cell: (p) =>
            p.certificateId === undefined ? (
              <ActionForm
                action={kind === 'speaker' ? ofKind(at, 'emitir', 'speaker') : hrefOf(at, 'personas')}
                fields={{ one: p.id }}
                label={t('certificates.issue.submit_one')}
                size="small"
                kind="secondary"
                about={p.name}
              />
            ) : (
              <a href={hrefOf(at, 'constancia', p.certificateId)}>{t('certificates.issue.has_one')}</a>
            ),
        },
      ]}
    />
  );
}

export interface PeoplePageProps {
  at: CertificateDesk;
  search: string;
  people: readonly Candidate[];
  /** There are more than are shown. */
  hasMore: boolean;
}

export function PeoplePage({ at, search, people, hasMore }: PeoplePageProps): VNode {
  const { t } = at.desk;
  return (
    <CertificateFrame
      at={at}
      title={t('certificates.people.title')}
      lead={t('certificates.people.lead')}
      tags={null}
    >
      <FilterForm
        t={t}
        action={hrefOf(at, 'personas')}
        label={t('certificates.people.search')}
        {...(search && { clearHref: hrefOf(at, 'personas') })}
      >
        <TextField
          t={t}
          id="q"
          name="q"
          type="search"
          label={t('certificates.people.search')}
          value={search}
          mark={false}
        />
      </FilterForm>
      {search === '' ? null : people.length === 0 ? (
        <EmptyState title={t('certificates.people.none')}>{t('certificates.people.none_text')}</EmptyState>
      ) : (
        <>
          <Candidates at={at} kind="attendance" people={people} caption={t('certificates.people.title')} />
          {hasMore ? <p class="hint">{t('certificates.people.more')}</p> : null}
        </>
      )}
    </CertificateFrame>
  );
}
