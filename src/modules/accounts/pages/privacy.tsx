/** The privacy notice, as everybody reads it. */
import type { VNode } from 'preact';
import { longDate } from '../../../platform/i18n/dates.ts';
import type { Lang, Translate } from '../../../platform/i18n/translate.ts';
import { Prose } from '../../../ui/data/prose.tsx';
import { Notice } from '../../../ui/layout/notice.tsx';
import { PageHeading } from '../../../ui/layout/page-heading.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import type { PrivacyNotice } from '../queries.ts';

interface PrivacyProps {
  t: Translate;
  lang: Lang;
  zone: string;
  notice: PrivacyNotice;
  versions: readonly { version: number; publishedAt: Temporal.Instant }[];
}

export function PrivacyPage({ t, lang, zone, notice, versions }: PrivacyProps): VNode {
  const current = versions[0]?.version ?? notice.version;
  const said = (v: { version: number; publishedAt: Temporal.Instant }) =>
    t('accounts.privacy.version', { version: v.version, date: longDate(v.publishedAt, zone, lang) });
  return (
    <>
      <PageHeading title={t('accounts.privacy.title')} lead={said(notice)} />
      {notice.version === current ? null : (
        <Notice t={t} kind="warning" title={t('accounts.privacy.old')}>
          <p>
            <a href="/privacidad">{t('accounts.privacy.to_current')}</a>
          </p>
        </Notice>
      )}
      <Prose text={notice.body} lang="es" />
      {versions.length > 1 ? (
        <Section title={t('accounts.privacy.versions')}>
          <ul>
            {versions.map((v) => (
              <li>
                {v.version === notice.version ? said(v) : <a href={`/privacidad/${v.version}`}>{said(v)}</a>}
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  );
}
