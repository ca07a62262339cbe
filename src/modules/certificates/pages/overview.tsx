/** The tab's own page: the three kinds, what was issued of each, what is under way. */
import type { VNode } from 'preact';
import { Button, ButtonRow } from '../../../ui/controls/button.tsx';
import { ActionForm } from '../../../ui/controls/form.tsx';
import { Progress, Stat, StatGrid } from '../../../ui/data/figures.tsx';
import { StatusTag, TagRow } from '../../../ui/data/tag.tsx';
import { Notice } from '../../../ui/layout/notice.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import type { Tone } from '../../../ui/tone.ts';
import { dayAndTime } from '../../events/index.ts';
import type { KindCount } from '../queries/certificates.ts';
import type { RunRow } from '../queries/runs.ts';
import { type Kind, KINDS, type RunState } from '../tables.ts';
import { type CertificateDesk, hrefOf, ofKind } from './desk.ts';
import { CertificateFrame } from './frame.tsx';

export interface OverviewProps {
  at: CertificateDesk;
  counts: readonly KindCount[];
  /** Kinds with a template of their own. */
  written: readonly Kind[];
  runs: readonly RunRow[];
  /** How many there are to certify: who was there, who spoke. */
  people: { attendance: number; speaker: number };
  isPurged: boolean;
  /** The key cannot be opened: nobody can issue until it is changed. */
  isKeyUnreadable: boolean;
}

export function OverviewPage(props: OverviewProps): VNode {
  const { at, runs, isPurged, isKeyUnreadable } = props;
  const { t } = at.desk;
  return (
    <CertificateFrame at={at} title={t('certificates.title')} lead={t('certificates.lead')} isTop>
      {isPurged ? (
        <Notice t={t} kind="info" title={t('certificates.purged.title')}>
          <p>{t('certificates.purged.text')}</p>
        </Notice>
      ) : null}
      {isKeyUnreadable ? (
        <Notice t={t} kind="danger" title={t('certificates.key.unreadable')}>
          <p>{t('certificates.key.unreadable_text')}</p>
        </Notice>
      ) : null}
      {runs.length > 0 ? <Runs at={at} runs={runs} /> : null}
      {KINDS.map((kind) => (
        <KindSection {...props} kind={kind} />
      ))}
    </CertificateFrame>
  );
}

function KindSection({ at, kind, counts, written, people, isPurged }: OverviewProps & { kind: Kind }): VNode {
  const { t } = at.desk;
  const count = counts.find((c) => c.kind === kind);
  const valid = count?.valid ?? 0;
  const revoked = (count?.revoked ?? 0) + (count?.replaced ?? 0);
  const mayWork = at.mayManage && !isPurged;
  const of = kind === 'organiser' ? undefined : people[kind];
  return (
    <Section title={t(`certificates.kind.${kind}`)} id={kind}>
      <p>{t(`certificates.overview.${kind}`)}</p>
      <StatGrid>
        {of === undefined ? null : (
          <Stat label={t(`certificates.overview.people_${kind as 'speaker'}`)} value={of} />
        )}
        <Stat
          label={t('certificates.overview.valid')}
          value={valid}
          {...(valid + revoked > 0 && { href: ofKind(at, 'lista', kind) })}
        />
        <Stat label={t('certificates.overview.ended')} value={revoked} />
      </StatGrid>
      <ButtonRow>
        {mayWork ? (
          <Button href={ofKind(at, 'emitir', kind)} about={t(`certificates.kind.${kind}`)}>
            {t('certificates.overview.issue')}
          </Button>
        ) : null}
        {mayWork ? (
          <Button
            kind="secondary"
            href={ofKind(at, 'plantilla', kind)}
            about={t(`certificates.kind.${kind}`)}
          >
            {written.includes(kind)
              ? t('certificates.overview.template')
              : t('certificates.overview.template_new')}
          </Button>
        ) : null}
        {valid > 0 && !isPurged ? (
          <Button
            kind="secondary"
            href={ofKind(at, 'lista', kind, 'todas.zip')}
            about={t(`certificates.kind.${kind}`)}
          >
            {t('certificates.overview.zip')}
          </Button>
        ) : null}
      </ButtonRow>
      {mayWork && (count?.untold ?? 0) > 0 ? (
        <ActionForm
          action={ofKind(at, 'avisar', kind)}
          label={t('certificates.overview.tell', { count: count?.untold ?? 0 })}
          kind="secondary"
          confirm={t('certificates.overview.tell_confirm', { count: count?.untold ?? 0 })}
        />
      ) : null}
    </Section>
  );
}

const TONES: Record<RunState, Tone> = { running: 'info', stopped: 'warning', done: 'success' };

function Runs({ at, runs }: { at: CertificateDesk; runs: readonly RunRow[] }): VNode {
  const { t } = at.desk;
  const isMoving = runs.some((run) => run.state === 'running');
  return (
    <Section
      title={t('certificates.runs.title')}
      action={isMoving ? <a href={hrefOf(at)}>{t('certificates.runs.reload')}</a> : null}
    >
      <div data-certificate-runs={isMoving ? 'moving' : 'resting'}>
        {runs.map((run) => (
          <Run at={at} run={run} />
        ))}
      </div>
    </Section>
  );
}

function Run({ at, run }: { at: CertificateDesk; run: RunRow }): VNode {
  const { desk } = at;
  const { t, lang, edition } = desk;
  const seen = run.done + run.passed;
  const max = Math.max(run.total, seen, 1);
  const when = dayAndTime(run.started_at, edition.timezone, lang, 'short').text;
  const kind = t(`certificates.kind.${run.kind}`);
  const label = t(`certificates.runs.${run.what}`, { kind, when });
  return (
    <div class="certificate-run">
      <TagRow>
        <StatusTag tone={TONES[run.state]}>{t(`certificates.runs.state.${run.state}`)}</StatusTag>
      </TagRow>
      <Progress
        id={`run-${run.id}`}
        label={label}
        value={run.state === 'done' ? max : seen}
        max={max}
        text={t(run.what === 'issue' ? 'certificates.runs.issued' : 'certificates.runs.told', {
          done: run.done,
          total: run.total,
          passed: run.passed,
        })}
      />
      {at.mayManage && run.state === 'running' ? (
        <ActionForm
          action={hrefOf(at, 'emisiones', run.id, 'detener')}
          label={t('certificates.runs.stop')}
          kind="secondary"
          size="small"
          about={label}
        />
      ) : null}
      {at.mayManage && run.state === 'stopped' ? (
        <ActionForm
          action={hrefOf(at, 'emisiones', run.id, 'continuar')}
          label={t('certificates.runs.resume')}
          size="small"
          about={label}
        />
      ) : null}
    </div>
  );
}
