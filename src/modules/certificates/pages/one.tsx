/** One certificate at the desk, and the pages that correct or revoke it; the list of a kind. */
import type { ComponentChildren, VNode } from 'preact';
import { fieldsOf } from '../../../platform/forms/field.ts';
import { Button, ButtonRow } from '../../../ui/controls/button.tsx';
import { ActionForm, FilterForm } from '../../../ui/controls/form.tsx';
import { type DrawnForm, type FormState, SchemaForm } from '../../../ui/controls/schema-form.tsx';
import { TextField } from '../../../ui/controls/text-field.tsx';
import { Pagination } from '../../../ui/data/navigation.tsx';
import { SummaryList, type SummaryRow } from '../../../ui/data/summary-list.tsx';
import { DataTable } from '../../../ui/data/table.tsx';
import { StatusTag } from '../../../ui/data/tag.tsx';
import { EmptyState } from '../../../ui/layout/empty-state.tsx';
import { Notice } from '../../../ui/layout/notice.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import type { Tone } from '../../../ui/tone.ts';
import { dayAndTime } from '../../events/index.ts';
import { verifyPath } from '../addresses.ts';
import type { CertificateRow } from '../queries/certificates.ts';
import { spellCode } from '../rules/code.ts';
import type { Facts } from '../rules/content.ts';
import { HandOverForm } from '../schemas/office.ts';
import type { CertificateState, Kind } from '../tables.ts';
import { daysBetween, timeWords } from '../words.ts';
import { type CertificateDesk, hrefOf, ofKind } from './desk.ts';
import { CertificateFrame } from './frame.tsx';

export const STATE_TONES: Record<CertificateState, Tone> = {
  valid: 'success',
  revoked: 'danger',
  replaced: 'neutral',
};

/** A certificate as the desk sees it. */
export type Shown = Omit<CertificateRow, 'sealed'> & {
  /** Undefined: purged, or sealed under another key. */
  facts: Facts | undefined;
  /** Letters of the name that the printed font lacks. */
  isHardToPrint: boolean;
};

export function OnePage({ at, shown, hand }: { at: CertificateDesk; shown: Shown; hand: FormState }): VNode {
  const { t } = at.desk;
  const href = hrefOf(at, 'constancia', shown.id);
  const isLive = shown.state === 'valid' && shown.facts !== undefined;
  return (
    <CertificateFrame
      at={at}
      title={shown.facts?.name ?? spellCode(shown.code)}
      tags={<StatusTag tone={STATE_TONES[shown.state]}>{t(`certificates.state.${shown.state}`)}</StatusTag>}
      actions={
        <ButtonRow>
          {shown.facts ? <Button href={`${href}/pdf`}>{t('certificates.one.pdf')}</Button> : null}
          {at.mayManage && isLive ? (
            <>
              <Button kind="secondary" href={`${href}/corregir`}>
                {t('certificates.one.correct')}
              </Button>
              <Button kind="danger" href={`${href}/revocar`}>
                {t('certificates.one.revoke')}
              </Button>
            </>
          ) : null}
        </ButtonRow>
      }
    >
      {shown.isHardToPrint ? (
        <Notice t={t} kind="warning">
          <p>{t('certificates.one.hard')}</p>
        </Notice>
      ) : null}
      <Section title={t('certificates.one.says')}>
        <SummaryList rows={factRows(at, shown)} />
      </Section>
      {at.mayManage && isLive ? <Send at={at} shown={shown} hand={hand} /> : null}
    </CertificateFrame>
  );
}

function factRows(at: CertificateDesk, shown: Shown): SummaryRow[] {
  const { t, lang, edition } = at.desk;
  const when = (moment: Temporal.Instant) => dayAndTime(moment, edition.timezone, lang).text;
  const { facts } = shown;
  const code = (
    <>
      {spellCode(shown.code)} · <a href={verifyPath(shown.code)}>{t('certificates.one.public')}</a>
    </>
  );
  const rows: [string, ComponentChildren][] = [
    [t('certificates.fact.kind'), t(`certificates.kind.${shown.kind}`)],
    [t('certificates.fact.name'), facts?.name ?? t('certificates.one.gone')],
    [t('certificates.fact.role'), facts?.role],
    [t('certificates.fact.dates'), facts && daysBetween(facts.starts, facts.ends, lang)],
    [t('certificates.fact.sessions'), facts && facts.sessions > 0 ? facts.sessions : undefined],
    [t('certificates.fact.time'), facts && timeWords(t, facts.minutes)],
    [t('certificates.fact.issued'), when(shown.issued_at)],
    [t('certificates.fact.told'), shown.told_at ? when(shown.told_at) : t('certificates.one.not_told')],
    [t('certificates.fact.ended'), shown.ended_at ? when(shown.ended_at) : undefined],
    [t('certificates.fact.reason'), shown.reason ? t(`certificates.reason.${shown.reason}`) : undefined],
    [
      t('certificates.fact.replaced_by'),
      shown.replaced_by ? (
        <a href={hrefOf(at, 'constancia', shown.replaced_by)}>{t('certificates.one.newer')}</a>
      ) : undefined,
    ],
    [t('certificates.fact.code'), code],
  ];
  return rows
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([label, value]) => ({ label, value }) as SummaryRow);
}

function Send({ at, shown, hand }: { at: CertificateDesk; shown: Shown; hand: FormState }): VNode {
  const { t } = at.desk;
  const action = hrefOf(at, 'constancia', shown.id, 'enviar');
  return (
    <Section title={t('certificates.send.title')}>
      {shown.registration_id === null ? (
        <SchemaForm
          t={t}
          fields={fieldsOf(HandOverForm)}
          state={hand}
          action={action}
          submit={t('certificates.send.submit')}
        />
      ) : (
        <>
          <p>{t('certificates.send.registered')}</p>
          <ActionForm action={action} label={t('certificates.send.submit')} kind="secondary" />
        </>
      )}
    </Section>
  );
}

export interface AskPageProps {
  at: CertificateDesk;
  shown: Shown;
  what: 'corregir' | 'revocar';
  state: DrawnForm;
}

/** Correcting or revoking. */
export function AskPage({ at, shown, what, state }: AskPageProps): VNode {
  const { t } = at.desk;
  const href = hrefOf(at, 'constancia', shown.id);
  const key = what === 'corregir' ? 'correct' : 'revoke';
  return (
    <CertificateFrame
      at={at}
      title={t(`certificates.${key}.title`)}
      lead={t(`certificates.${key}.lead`, { name: shown.facts?.name ?? spellCode(shown.code) })}
      tags={null}
    >
      <SchemaForm
        t={t}
        fields={state.fields}
        state={state}
        action={`${href}/${what}`}
        submit={t(`certificates.${key}.submit`)}
        danger={what === 'revocar'}
        cancelHref={href}
      />
    </CertificateFrame>
  );
}

export interface ListPageProps {
  at: CertificateDesk;
  kind: Kind;
  search: string;
  rows: readonly Shown[];
  next: string | undefined;
  isFirst: boolean;
}

export function ListPage({ at, kind, search, rows, next, isFirst }: ListPageProps): VNode {
  const { t, lang, edition } = at.desk;
  const href = ofKind(at, 'lista', kind);
  return (
    <CertificateFrame
      at={at}
      title={t('certificates.list.title', { kind: t(`certificates.kind.${kind}`) })}
      tags={null}
    >
      <FilterForm
        t={t}
        action={href}
        label={t('certificates.list.search')}
        {...(search && { clearHref: href })}
      >
        <TextField
          t={t}
          id="q"
          name="q"
          type="search"
          label={t('certificates.list.search')}
          value={search}
          mark={false}
        />
      </FilterForm>
      {rows.length === 0 ? (
        <EmptyState title={t('certificates.list.none')}>{t('certificates.list.none_text')}</EmptyState>
      ) : (
        <DataTable
          caption={t('certificates.list.title', { kind: t(`certificates.kind.${kind}`) })}
          captionHidden
          rows={rows}
          columns={[
            {
              header: t('certificates.list.name'),
              cell: (row) => (
                <a href={hrefOf(at, 'constancia', row.id)}>{row.facts?.name ?? spellCode(row.code)}</a>
              ),
              rowHeader: true,
            },
            {
              header: t('certificates.list.state'),
              cell: (row) => (
                <StatusTag tone={STATE_TONES[row.state]}>{t(`certificates.state.${row.state}`)}</StatusTag>
              ),
            },
            {
              header: t('certificates.fact.issued'),
              cell: (row) => dayAndTime(row.issued_at, edition.timezone, lang, 'short').text,
            },
            { header: t('certificates.fact.code'), cell: (row) => spellCode(row.code) },
          ]}
        />
      )}
      <Pagination
        t={t}
        firstHref={isFirst ? undefined : href}
        nextHref={next && `${href}?antes=${next}${search ? `&q=${encodeURIComponent(search)}` : ''}`}
      />
    </CertificateFrame>
  );
}
