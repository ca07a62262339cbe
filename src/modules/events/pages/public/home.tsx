/** What the home page says of the Encuentros: the one that matters now, those after it, those that were. */
import type { VNode } from 'preact';
import { Button, ButtonRow } from '../../../../ui/controls/button.tsx';
import { CardGrid } from '../../../../ui/data/card.tsx';
import { SummaryList } from '../../../../ui/data/summary-list.tsx';
import { TagRow } from '../../../../ui/data/tag.tsx';
import { excerpt } from '../../../../ui/excerpt.ts';
import { EmptyState } from '../../../../ui/layout/empty-state.tsx';
import { Section } from '../../../../ui/layout/section.tsx';
import type { Edition, EditionRow } from '../../queries/editions.ts';
import { EDITIONS, editionPath } from '../../addresses.ts';
import { foreign, posterDate } from '../words.ts';
import { EditionCard } from './edition-card.tsx';
import { type Reader, StatusNotice, StatusTags, editionFacts } from './facts.tsx';
import { RegisterButton, WindowTag } from './registration-box.tsx';

export interface ComingProps extends Reader {
  /** The edition that runs or comes next. */
  next: Edition | undefined;
  /** Those after it. */
  others: readonly EditionRow[];
  hasPast: boolean;
}

export function ComingEditions(props: ComingProps): VNode {
  const { t, next, others, hasPast } = props;
  return (
    <>
      {next ? <NextEdition {...props} edition={next} /> : <NoneYet t={t} hasPast={hasPast} />}
      {others.length > 0 ? (
        <Section title={t('events.home.others')}>
          <Cards {...props} editions={others} />
        </Section>
      ) : null}
    </>
  );
}

export function PastEditions(props: Reader & { editions: readonly EditionRow[] }): VNode {
  const { t } = props;
  return (
    <Section title={t('events.home.past')} action={<a href={EDITIONS}>{t('events.home.see_all')}</a>}>
      <Cards {...props} />
    </Section>
  );
}

function NextEdition(props: Reader & { edition: Edition }): VNode {
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
