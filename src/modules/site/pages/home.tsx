/** The first page of the site. */
import type { VNode } from 'preact';
import { longDate } from '../../../platform/i18n/dates.ts';
import type { Lang, Translate } from '../../../platform/i18n/translate.ts';
import { Card } from '../../../ui/data/card.tsx';
import { actionWords } from '../../../ui/data/versions.tsx';
import { PageHeading } from '../../../ui/layout/page-heading.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { FEED } from '../addresses.ts';
import type { Change } from '../queries/changes.ts';
import { SearchForm } from './search-form.tsx';

export interface HomeProps {
  t: Translate;
  lang: Lang;
  organisation: { name: string; timeZone: string };
  /** Of the modules, in their order. */
  parts: readonly { order: number; body: VNode | undefined }[];
  changes: readonly Change[];
}

const PRINCIPLES = ['transparency', 'accountability', 'participation', 'innovation'] as const;
/** Parts of modules up to this order stand before what changed. */
const BEFORE_CHANGES = 50;

export function HomePage(props: HomeProps): VNode {
  const { t, organisation, parts, changes } = props;
  const bodies = (isEarly: boolean) =>
    parts.filter((part) => part.order < BEFORE_CHANGES === isEarly).map((part) => part.body);
  return (
    <>
      <PageHeading
        look="band"
        eyebrow={organisation.name === t('app.name') ? undefined : organisation.name}
        title={t('site.home.title')}
        lead={t('site.home.lead')}
      >
        <div class="home-search">
          <SearchForm t={t} />
        </div>
      </PageHeading>
      {bodies(true)}
      {changes.length > 0 ? <Changes {...props} /> : null}
      <Section title={t('site.home.principles')}>
        <div class="principles">
          {PRINCIPLES.map((principle) => (
            <Card title={t(`site.home.principle.${principle}`)}>
              {t(`site.home.principle.${principle}.text`)}
            </Card>
          ))}
        </div>
      </Section>
      {bodies(false)}
    </>
  );
}

function Changes({ t, lang, organisation, changes }: HomeProps): VNode {
  return (
    <Section title={t('site.home.changes')} action={<a href={FEED}>{t('site.home.follow')}</a>}>
      <ul class="home-changes">
        {changes.map((change) => (
          <li>
            <a href={change.href} lang={change.lang === lang ? undefined : change.lang}>
              {change.title}
            </a>
            <span class="soft">
              {actionWords(t, change.action)} · {longDate(change.at, organisation.timeZone, lang)}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
