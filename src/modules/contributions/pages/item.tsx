/** One case or lesson, as it can be read for good; and what stays of one that was taken back. */
import type { VNode } from 'preact';
import { Button, ButtonRow } from '../../../ui/controls/button.tsx';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { Prose } from '../../../ui/data/prose.tsx';
import { SummaryList, type SummaryRow } from '../../../ui/data/summary-list.tsx';
import { Badge, TagRow } from '../../../ui/data/tag.tsx';
import { Breadcrumbs, type Crumb, PageHeading } from '../../../ui/layout/page-heading.tsx';
import { Columns, Section } from '../../../ui/layout/section.tsx';
import { longDate } from '../../../platform/i18n/dates.ts';
import { capital, editionPath, languageWords, sessionPath } from '../../events/index.ts';
import { historyPath, LIBRARY, LICENCE_HREF } from '../addresses.ts';
import type { Item } from '../queries/library.ts';
import { EvidenceList } from './evidence.tsx';
import { byline } from './library.tsx';
import { topicWords } from './text.tsx';
import { departmentWords, type Reader } from './words.ts';

export interface ItemPageProps extends Reader {
  item: Item;
  /** Of the organisation: dates of the library have no edition's clock. */
  zone: string;
}

export function ItemPage(props: ItemPageProps): VNode {
  const { t, item } = props;
  // Said for screen readers where the page is in another language than the text.
  const lang = item.languages.find((code) => code !== 'sign');
  return (
    <>
      <Breadcrumbs t={t} items={crumbs(t, { label: item.title })} />
      <PageHeading
        look="band"
        eyebrow={t(`contributions.kind.${item.kind}`)}
        title={item.title}
        lead={item.summary}
      >
        <p>{byline(t, item)}</p>
        <TagRow>
          <Badge>{topicWords(t, item.topic)}</Badge>
          {item.languages.map((code) => (
            <Badge>{languageWords(t, code)}</Badge>
          ))}
        </TagRow>
      </PageHeading>
      <Columns aside={<About {...props} />} asideLabel={t('contributions.item.about')}>
        <Part title={t('contributions.form.context')} text={item.context} lang={lang} />
        <Part title={t('contributions.form.done')} text={item.done} lang={lang} />
        <Part
          title={t(item.kind === 'case' ? 'contributions.form.result' : 'contributions.form.lesson_result')}
          text={item.result}
          lang={lang}
        />
        {item.evidence.length > 0 ? (
          <Section title={t('contributions.form.evidence')}>
            <EvidenceList reader={props} evidence={item.evidence} />
          </Section>
        ) : null}
        <Part title={t('contributions.form.learned')} text={item.learned} lang={lang} />
      </Columns>
    </>
  );
}

function crumbs(t: Reader['t'], ...more: Crumb[]): Crumb[] {
  return [{ href: LIBRARY, label: t('contributions.library.title') }, ...more];
}

function Part({
  title,
  text,
  lang,
}: {
  title: string;
  text: string;
  lang: string | undefined;
}): VNode | null {
  if (text === '') return null;
  return (
    <Section title={title}>
      <Prose text={text} lang={lang} />
    </Section>
  );
}

function About({ t, lang, item, zone }: ItemPageProps): VNode {
  const day = (at: Temporal.Instant) => capital(longDate(at, zone, lang));
  const place = [departmentWords(t, item.department), item.country].filter(Boolean).join(', ');
  const rows: SummaryRow[] = [
    { label: t('contributions.item.who'), value: byline(t, item) },
    ...(place ? [{ label: t('contributions.item.where'), value: place }] : []),
    ...(item.event_slug && item.event_title
      ? [
          {
            label: t('contributions.item.born'),
            value: <SafeLink href={editionPath(item.event_slug)}>{item.event_title}</SafeLink>,
          },
        ]
      : []),
    ...(item.event_slug && item.session_slug && item.session_title
      ? [
          {
            label: t('contributions.item.session'),
            value: (
              <SafeLink href={sessionPath(item.event_slug, item.session_slug)}>{item.session_title}</SafeLink>
            ),
          },
        ]
      : []),
    { label: t('contributions.item.published'), value: day(item.published_at) },
    {
      label: t('contributions.item.licence'),
      value: (
        <SafeLink href={LICENCE_HREF} rel="license noopener noreferrer">
          {item.licence}
        </SafeLink>
      ),
    },
    {
      label: t('contributions.item.versions'),
      value: (
        <SafeLink href={historyPath(item.id)}>
          {t('contributions.item.version_of', {
            version: item.version,
            day: longDate(item.updated_at, zone, lang),
          })}
        </SafeLink>
      ),
    },
  ];
  return <SummaryList rows={rows} />;
}

/** 410: there was something here, and it was taken back. */
export function GonePage({ t, when }: { t: Reader['t']; when: string }): VNode {
  return (
    <>
      <Breadcrumbs t={t} items={crumbs(t, { label: t('contributions.gone.crumb') })} />
      <PageHeading title={t('contributions.gone.title')} lead={t('contributions.gone.lead', { when })} />
      <p>{t('contributions.gone.text')}</p>
      <ButtonRow>
        <Button kind="secondary" href={LIBRARY}>
          {t('contributions.gone.to_library')}
        </Button>
      </ButtonRow>
    </>
  );
}
