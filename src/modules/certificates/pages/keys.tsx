/** The keys of the installation, and changing them. */
import type { VNode } from 'preact';
import { longDate } from '../../../platform/i18n/dates.ts';
import { fieldsOf } from '../../../platform/forms/field.ts';
import { isMessageKey, type Lang, type Translate } from '../../../platform/i18n/translate.ts';
import { BLANK, SchemaForm } from '../../../ui/controls/schema-form.tsx';
import { DataTable } from '../../../ui/data/table.tsx';
import { StatusTag } from '../../../ui/data/tag.tsx';
import { EmptyState } from '../../../ui/layout/empty-state.tsx';
import { Notice } from '../../../ui/layout/notice.tsx';
import { PageHeading } from '../../../ui/layout/page-heading.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { KEYS, REVOKED } from '../addresses.ts';
import type { KeyRow } from '../queries/keys.ts';
import { KeyForm } from '../schemas/office.ts';

export const KEYS_PAGE = '/admin/certificados';

export interface KeysPageProps {
  t: Translate;
  lang: Lang;
  zone: string;
  keys: readonly KeyRow[];
  done: string | undefined;
}

export function KeysPage({ t, lang, zone, keys, done = '' }: KeysPageProps): VNode {
  const said = `certificates.done.${done}`;
  return (
    <>
      <PageHeading title={t('certificates.keys.title')} lead={t('certificates.keys.lead')} />
      {isMessageKey(said) ? <Notice t={t} kind="success" title={t(said)} /> : null}
      <Section title={t('certificates.keys.list')}>
        {keys.length === 0 ? (
          <EmptyState title={t('certificates.keys.none')} level={3}>
            {t('certificates.keys.none_text')}
          </EmptyState>
        ) : (
          <DataTable
            caption={t('certificates.keys.list')}
            captionHidden
            rows={keys}
            columns={[
              { header: t('certificates.keys.id'), cell: (key) => <code>{key.id}</code>, rowHeader: true },
              { header: t('certificates.keys.since'), cell: (key) => longDate(key.created_at, zone, lang) },
              { header: t('certificates.list.state'), cell: (key) => <KeyState t={t} row={key} /> },
            ]}
          />
        )}
        <p>
          <a href={KEYS}>{t('certificates.verify.keys')}</a> ·{' '}
          <a href={REVOKED}>{t('certificates.verify.revoked_list')}</a>
        </p>
      </Section>
      {keys.length > 0 ? (
        <Section title={t('certificates.keys.change')}>
          <p>{t('certificates.keys.change_text')}</p>
          <SchemaForm
            t={t}
            fields={fieldsOf(KeyForm)}
            state={BLANK}
            action={`${KEYS_PAGE}/clave`}
            submit={t('certificates.keys.change')}
            danger
          />
        </Section>
      ) : null}
    </>
  );
}

function KeyState({ t, row }: { t: Translate; row: KeyRow }): VNode {
  if (row.void_at) return <StatusTag tone="danger">{t('certificates.keys.void')}</StatusTag>;
  if (row.retired_at) return <StatusTag tone="neutral">{t('certificates.keys.retired')}</StatusTag>;
  return <StatusTag tone="success">{t('certificates.keys.signing')}</StatusTag>;
}
