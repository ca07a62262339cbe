/** What everybody sees of a source: what it is, what cites it, which copies are kept. */
import type { VNode } from 'preact';
import { shortDate } from '../../../platform/i18n/dates.ts';
import type { Lang, MessageKey, Translate } from '../../../platform/i18n/translate.ts';
import type { PublicUse } from '../../../platform/sources/citations.ts';
import type { ListedCopy } from '../../../platform/sources/copies.ts';
import { pastPath } from '../../../platform/history/paths.ts';
import { copyPath } from '../../../platform/sources/paths.ts';
import type { Source } from '../../../platform/sources/queries.ts';
import { fileSize } from '../../../ui/controls/file-field.tsx';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { Prose } from '../../../ui/data/prose.tsx';
import { SummaryList, type SummaryRow } from '../../../ui/data/summary-list.tsx';
import { PageHeading } from '../../../ui/layout/page-heading.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { dayWords, languageWords, sourceDate, sourceLine } from './source-words.ts';

export interface SourcePageProps {
  t: Translate;
  lang: Lang;
  zone: string;
  source: Source;
  copies: readonly ListedCopy[];
  uses: readonly PublicUse[];
  /** What records of a kind are called. */
  kindLabel: (kind: string) => MessageKey | undefined;
}

export function SourcePage(props: SourcePageProps): VNode {
  const { t, lang, source } = props;
  const uses = props.uses.filter(({ unlisted }) => unlisted !== true);
  const unnamed = props.uses.length - uses.length;
  return (
    <>
      <PageHeading
        eyebrow={t(`site.sources.kind.${source.kind}`)}
        title={source.title}
        lead={sourceLine(source, t, lang)}
        langs={{ title: source.lang === lang ? undefined : source.lang }}
      />
      <SummaryList rows={sourceRows(t, lang, source)} />
      {source.note ? (
        <Section title={t('site.sources.field.note')}>
          <Prose text={source.note} />
        </Section>
      ) : null}
      <Section title={t('site.sources.cited_by')} id="citada-en">
        <ul class="link-list" hidden={uses.length === 0}>
          {uses.map((use) => {
            const label = props.kindLabel(use.kind);
            return (
              <li>
                <p class="link-title">
                  <a href={use.href}>{use.title}</a>
                </p>
                {label ? <p class="soft">{t(label)}</p> : null}
              </li>
            );
          })}
        </ul>
        {unnamed > 0 ? <p class="soft">{t('site.sources.unlisted', { count: unnamed })}</p> : null}
      </Section>
      <Copies {...props} />
      <p>
        <a href={pastPath('fuentes', source.id)}>{t('site.sources.history')}</a>
      </p>
    </>
  );
}

/** The facts of a source; a source without an address says so. */
export function sourceRows(t: Translate, lang: Lang, source: Source): SummaryRow[] {
  const rows: [MessageKey, SummaryRow['value']][] = [
    ['site.sources.field.publisher', source.publisher],
    ['site.sources.field.date', sourceDate(source, lang)],
    [
      'site.sources.field.address',
      source.address ? (
        <SafeLink href={source.address} class="long-link">
          {source.address}
        </SafeLink>
      ) : (
        t('ui.notes.no_link')
      ),
    ],
    ['site.sources.field.accessed', dayWords(source.accessed_on, lang)],
    ['site.sources.field.lang', languageWords(t, source.lang)],
  ];
  return rows.filter(([, value]) => value !== '').map(([label, value]) => ({ label: t(label), value }));
}

function Copies({ t, lang, zone, source, copies }: SourcePageProps): VNode | null {
  if (copies.length === 0) return null;
  return (
    <Section title={t('site.sources.copies')} id="copias">
      <p class="soft">{t('site.sources.copies_lead')}</p>
      {copies.map((copy) => (
        <div class="copy">
          <p>
            {t('site.sources.copy_of', {
              date: shortDate(copy.at ?? copy.asked_at, zone, lang),
              size: fileSize(copy.size ?? 0, lang),
            })}
          </p>
          <p class="hash">SHA-256 {copy.sha256?.toString('hex')}</p>
          {copy.public ? (
            <p>
              <a href={copyPath(source.id, copy.id)} download={copy.name}>
                {t('site.sources.download')}
              </a>
            </p>
          ) : null}
        </div>
      ))}
    </Section>
  );
}
