/** The first page of the site: what it is for, and the Encuentro that matters now. */
import type { VNode } from 'preact';
import { Button, ButtonRow } from '../../../../ui/controls/button.tsx';
import { Card, CardGrid } from '../../../../ui/data/card.tsx';
import { SummaryList } from '../../../../ui/data/summary-list.tsx';
import { TagRow } from '../../../../ui/data/tag.tsx';
import { EmptyState } from '../../../../ui/layout/empty-state.tsx';
import { PageHeading } from '../../../../ui/layout/page-heading.tsx';
import { Section } from '../../../../ui/layout/section.tsx';
import { excerpt } from '../../../../ui/excerpt.ts';
import type { Edition, EditionRow } from '../../queries/editions.ts';
import { EDITIONS, editionPath } from '../../addresses.ts';
import { foreign, posterDate } from '../words.ts';
import { EditionCard } from './edition-card.tsx';
import { type Reader, StatusNotice, StatusTags, editionFacts } from './facts.tsx';
import { RegisterButton, WindowTag } from './registration-box.tsx';

export interface HomeProps extends Reader {
  organisation: string;
  /** The edition that runs or comes next. */
  next: Edition | undefined;
  /** Those after it, and those that were. */
  others: readonly EditionRow[];
  past: readonly EditionRow[];
}

const PRINCIPLES = ['transparency', 'accountability', 'participation', 'innovation'] as const;

export function HomePage(props: HomeProps): VNode {
  const { t, organisation, next, others, past } = props;
  return (
    <>
      <PageHeading
        look="band"
        eyebrow={organisation === t('app.name') ? undefined : organisation}
        title={t('events.home.title')}
        lead={t('events.home.lead')}
      >
        <ButtonRow>
          {next ? <RegisterButton {...props} edition={next} /> : null}
          <Button kind="secondary" href={EDITIONS}>
            {t('events.home.see_all')}
          </Button>
        </ButtonRow>
      </PageHeading>
      {next ? <NextEdition {...props} edition={next} /> : <NoneYet t={t} hasPast={past.length > 0} />}
      {others.length > 0 ? (
        <Section title={t('events.home.others')}>
          <Cards {...props} editions={others} />
        </Section>
      ) : null}
      <Section title={t('events.home.principles')}>
        <div class="principles">
          {PRINCIPLES.map((principle) => (
            <Card title={t(`events.home.principle.${principle}`)}>
              {t(`events.home.principle.${principle}.text`)}
            </Card>
          ))}
        </div>
      </Section>
      {past.length > 0 ? (
        <Section title={t('events.home.past')} action={<a href={EDITIONS}>{t('events.home.see_all')}</a>}>
          <Cards {...props} editions={past} />
        </Section>
      ) : null}
    </>
  );
}

function NextEdition(props: HomeProps & { edition: Edition }): VNode {
  const { t, lang, edition, now } = props;
  const textLang = foreign(edition.language, lang);
  const runs = Temporal.Instant.compare(edition.starts_at, now) <= 0;
  return (
    <Section title={t(runs ? 'events.home.now' : 'events.home.next')}>
      <div class="feature">
        <DatePoster {...props} />
        <div class="stack stack-normal">
          <TagRow>
            <StatusTags t={t} edition={edition} />
            {edition.status === 'scheduled' ? <WindowTag {...props} /> : null}
          </TagRow>
          <h3 class="feature-title" lang={textLang}>
            <a href={editionPath(edition.slug)}>{edition.title}</a>
          </h3>
          <StatusNotice t={t} of="edition" status={edition.status} note={edition.status_note} />
          {edition.summary ? (
            <p class="feature-text" lang={textLang}>
              {excerpt(edition.summary, 400)}
            </p>
          ) : null}
          <SummaryList look="facts" rows={editionFacts(props, edition)} />
          <ButtonRow>
            <RegisterButton {...props} />
            <Button kind="secondary" href={editionPath(edition.slug)}>
              {t('events.home.see_edition')}
            </Button>
          </ButtonRow>
        </div>
      </div>
    </Section>
  );
}

/** The days as large as on a poster; read aloud they stand among the facts. */
function DatePoster({ lang, edition }: Reader & { edition: Edition }): VNode {
  const { days, month } = posterDate(edition, edition.timezone, lang);
  return (
    <p class="date-poster" aria-hidden="true">
      <span class="date-days">{days}</span>
      <span class="date-month">{month}</span>
    </p>
  );
}

function NoneYet({ t, hasPast }: Pick<Reader, 't'> & { hasPast: boolean }): VNode {
  return (
    <Section title={t('events.home.next')}>
      <EmptyState title={t('events.list.none_upcoming')} level={3}>
        {t(hasPast ? 'events.home.none_but_past' : 'events.list.none_upcoming_text')}
      </EmptyState>
    </Section>
  );
}

function Cards({ t, lang, now, editions }: Reader & { editions: readonly EditionRow[] }): VNode {
  return (
    <CardGrid>
      {editions.map((edition) => (
        <EditionCard t={t} lang={lang} now={now} edition={edition} />
      ))}
    </CardGrid>
  );
}
