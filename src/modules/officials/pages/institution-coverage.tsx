/** How many of those who hold a post are known to us, of how many there are, and who is missing. */
import type { VNode } from 'preact';
import type { Translate } from '../../../platform/i18n/translate.ts';
import { Progress } from '../../../ui/data/figures.tsx';
import { type Coverage, coverageIn, type PostCoverage } from '../rules/coverage.ts';

type Props = { t: Translate; coverage: readonly PostCoverage[] };

/** Of the whole institution, where it has several posts with a stated number of seats. */
export function WholeCoverage({ t, coverage }: Props): VNode | null {
  if (coverage.length < 2) return null;
  const whole = coverageIn(coverage);
  return (
    <div class="coverage">
      <Progress
        id="cobertura"
        label={t('officials.coverage.whole')}
        value={whole.known}
        max={whole.seats}
        text={coverageWords(t, whole)}
      />
      {whole.missing.length > 0 ? (
        <p class="soft">
          {t('officials.coverage.missing')}{' '}
          {whole.missing.map(({ label, count }) => (count > 1 ? `${label} (${count})` : label)).join(', ')}.{' '}
          {t('officials.coverage.known_to_us')}
        </p>
      ) : null}
    </div>
  );
}

/** Of one post with several seats; of one seat who holds it says all. */
export function PostCoverageLine({
  t,
  coverage,
  post,
}: Props & { post: { id: string; slug: string } }): VNode | null {
  const own = coverage.find(({ postId }) => postId === post.id);
  if (!own || (own.seats === 1 && own.now <= 1)) return null;
  if (own.now > own.seats)
    return <p class="soft">{t('officials.coverage.more', { count: own.now, seats: own.seats })}</p>;
  return (
    <div class="coverage">
      <Progress
        id={`cobertura-${post.slug}`}
        label={t('officials.coverage.post')}
        value={own.now}
        max={own.seats}
        text={coverageWords(t, coverageIn([own]))}
      />
      {own.now === 0 && own.year !== null ? (
        <p class="soft">{t('officials.coverage.latest', { year: String(own.year), count: own.then })}</p>
      ) : null}
      {coverage.length === 1 && own.now < own.seats ? (
        <p class="soft">{t('officials.coverage.known_to_us')}</p>
      ) : null}
    </div>
  );
}

/** “de 13 plazas conocemos 12; falta 1” */
export function coverageWords(t: Translate, { known, seats }: Pick<Coverage, 'known' | 'seats'>): string {
  const key = known === 0 ? 'none' : known === seats ? 'all' : 'some';
  return t(`officials.coverage.${key}`, { known, seats, missing: seats - known });
}
