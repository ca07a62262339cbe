/** How one kind of authority is chosen: who takes part, which majorities, which stages, what the law asks. */
import type { VNode } from 'preact';
import { longDate } from '../../../platform/i18n/dates.ts';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { Disclosure } from '../../../ui/data/disclosure.tsx';
import { Prose } from '../../../ui/data/prose.tsx';
import { SummaryList } from '../../../ui/data/summary-list.tsx';
import { Breadcrumbs, PageHeading } from '../../../ui/layout/page-heading.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { ELECTIONS, kindPath, selectionPath } from '../addresses.ts';
import type { FoundKind, KindVersion } from '../queries/selections.ts';
import type { Deadline, Formula, KindFile } from '../schemas/kind-file.ts';
import { BasisWords } from './process-rules.tsx';
import type { Reader } from './words.ts';

export interface KindPageProps extends Reader {
  slug: string;
  zone: string;
  found: FoundKind;
  /** Of its rules, the newest first. */
  versions: readonly KindVersion[];
  processes: readonly { slug: string; title: string }[];
  sources: readonly { id: string; title: string; publisher: string; href: string; address: string | null }[];
}

export function KindPage(props: KindPageProps): VNode {
  const { t, found, processes, sources } = props;
  const kind = found.spec;
  return (
    <div class="selection-page">
      <Breadcrumbs t={t} items={[{ href: ELECTIONS, label: t('selections.title') }, { label: kind.title }]} />
      <PageHeading eyebrow={kind.country} title={kind.title} lead={kind.office} />
      <Section title={t('selections.how.who')} id="quien-decide">
        <Prose text={kind.explanation.who_decides} />
      </Section>
      <Section title={t('selections.how.why')} id="por-que-importa">
        <Prose text={kind.explanation.why_it_matters} />
      </Section>
      <Section title={t('selections.how.can_do')} id="que-puede-hacer">
        <Prose text={kind.explanation.what_you_can_do} />
      </Section>
      <Figures t={t} kind={kind} />
      <Bodies t={t} kind={kind} />
      <Thresholds t={t} kind={kind} />
      <Stages t={t} kind={kind} />
      <Rules t={t} kind={kind} />
      {processes.length > 0 ? (
        <Section title={t('selections.kind.processes')} id="elecciones">
          <ul class="plain-list stack stack-tight">
            {processes.map(({ slug, title }) => (
              <li>
                <SafeLink href={selectionPath(slug)}>{title}</SafeLink>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      <Section title={t('selections.sources')} id="fuentes">
        <ul class="stack stack-tight">
          {sources.map(({ title, publisher, href, address }) => (
            <li>
              <SafeLink href={href}>{title}</SafeLink>, {publisher}
              {address === null ? ` (${t('selections.no_link')})` : ''}
            </li>
          ))}
        </ul>
        <p class="soft">{t('selections.kind.version', { version: found.version })}</p>
      </Section>
      {props.versions.length > 1 ? <Versions {...props} /> : null}
    </div>
  );
}

/** Each as it was: the rules of an election of those days. */
function Versions({ t, lang, zone, slug, found, versions }: KindPageProps): VNode {
  return (
    <Section title={t('selections.kind.versions')} id="versiones">
      <ol class="plain-list stack stack-tight">
        {versions.map((one) => {
          const words = t('selections.kind.version_of', {
            version: one.version,
            day: longDate(one.created_at, zone, lang),
          });
          return (
            <li>
              {one.version === found.version ? (
                <strong>{words}</strong>
              ) : (
                <SafeLink href={`${kindPath(slug)}?version=${one.version}`}>{words}</SafeLink>
              )}
            </li>
          );
        })}
      </ol>
    </Section>
  );
}

type Part = Pick<Reader, 't'> & { kind: KindFile };

function Figures({ t, kind }: Part): VNode {
  const { seats, shortlist, term } = kind;
  const size =
    shortlist?.size ??
    (shortlist?.times_seats === undefined
      ? undefined
      : t('selections.kind.times', { times: shortlist.times_seats }));
  const rows = [
    ...(seats.full === undefined
      ? []
      : [
          {
            label: t('selections.process.seats'),
            value:
              seats.alternates === undefined || seats.alternates === 0
                ? String(seats.full)
                : t('selections.kind.seats', { full: seats.full, alternates: seats.alternates }),
          },
        ]),
    ...(size === undefined ? [] : [{ label: t('selections.kind.shortlist'), value: String(size) }]),
    ...(term.years === undefined
      ? []
      : [{ label: t('selections.process.term'), value: t('selections.kind.years', { years: term.years }) }]),
  ];
  return (
    <Section title={t('selections.kind.figures')} id="cifras">
      <SummaryList rows={rows} />
      <ul class="stack stack-tight">
        {[seats.basis, shortlist?.basis, term.basis].flatMap((basis) =>
          basis === undefined
            ? []
            : [
                <li class="soft">
                  <BasisWords t={t} basis={basis} />
                </li>,
              ],
        )}
      </ul>
    </Section>
  );
}

function Bodies({ t, kind }: Part): VNode {
  return (
    <Section title={t('selections.kind.bodies')} id="organos">
      {kind.bodies.map((body) => (
        <div class="kind-body">
          <h3>{body.name}</h3>
          <p>
            {t(`selections.role.${body.role}`)}
            {body.size === undefined ? '' : ` · ${t('selections.kind.members', { count: body.size })}`}
          </p>
          <ul class="stack stack-tight">
            {body.parts.map((one) => (
              <li>
                <strong>{one.label}</strong>
                {one.seats === undefined ? '' : ` (${one.seats})`}
                {`: ${one.how}`}
                {one.basis ? (
                  <span class="soft">
                    {' '}
                    <BasisWords t={t} basis={one.basis} />
                  </span>
                ) : null}
              </li>
            ))}
          </ul>
          {body.basis ? (
            <p class="soft">
              <BasisWords t={t} basis={body.basis} />
            </p>
          ) : null}
        </div>
      ))}
    </Section>
  );
}

function formulaWords(formula: Formula, { t }: Pick<Reader, 't'>): string {
  if ('fixed' in formula) return t('selections.formula.fixed', { votes: formula.fixed });
  const values = { share: formula.share.join('/') };
  if (formula.beyond === true) return t(`selections.formula.beyond_${formula.of}`, values);
  return t(`selections.formula.${formula.of}`, values);
}

function Thresholds({ t, kind }: Part): VNode | null {
  if (kind.thresholds.length === 0) return null;
  const bodies = new Map(kind.bodies.map(({ key, name }) => [key, name]));
  return (
    <Section title={t('selections.kind.thresholds')} id="mayorias">
      <ul class="stack">
        {kind.thresholds.map((one) => (
          <li>
            <p>
              <strong>{one.what}</strong> ({bodies.get(one.body)}): {formulaWords(one.formula, { t })}
            </p>
            <p class="soft">
              <BasisWords t={t} basis={one.basis} />
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Stages({ t, kind }: Part): VNode {
  const bodies = new Map(kind.bodies.map(({ key, name }) => [key, name]));
  return (
    <Section title={t('selections.kind.stages')} id="etapas">
      <p class="soft">{t('selections.kind.stages_lead')}</p>
      {kind.stages.map((stage, at) => (
        <Disclosure summary={`${at + 1}. ${stage.title}`}>
          {stage.body === undefined ? null : (
            <p>{t('selections.kind.acts', { body: bodies.get(stage.body) ?? '' })}</p>
          )}
          {stage.explanation === undefined ? null : <Prose text={stage.explanation} />}
          {stage.what_you_can_do === undefined ? null : (
            <>
              <h3>{t('selections.how.can_do')}</h3>
              <Prose text={stage.what_you_can_do} />
            </>
          )}
          {stage.checks.length > 0 ? (
            <>
              <h3>{t('selections.kind.checks')}</h3>
              <ul>
                {stage.checks.map(({ question }) => (
                  <li>{question}</li>
                ))}
              </ul>
            </>
          ) : null}
        </Disclosure>
      ))}
    </Section>
  );
}

function deadlineWords({ what, amount, unit, direction, from }: Deadline, { t, kind }: Part): string {
  const stage =
    typeof from === 'object' ? kind.stages.find(({ key }) => key === from.stage)?.title : undefined;
  const anchor = typeof from === 'object' ? (stage ?? '') : t(`selections.anchor.${from}`);
  const span = t(`selections.unit.${unit}`, { amount });
  return t(`selections.deadlines.rule_${direction}`, { what, span, anchor });
}

function Rules({ t, kind }: Part): VNode | null {
  const notes = kind.notes ?? [];
  return (
    <>
      {kind.requirements.length > 0 ? (
        <Section title={t('selections.kind.requirements')} id="requisitos">
          <ul class="stack stack-tight">
            {kind.requirements.map(({ text, basis }) => (
              <li>
                {text}{' '}
                <span class="soft">
                  <BasisWords t={t} basis={basis} />
                </span>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      {kind.deadlines.length > 0 ? (
        <Section title={t('selections.deadlines.title')} id="plazos">
          <ul class="stack stack-tight">
            {kind.deadlines.map((one) => (
              <li>
                {deadlineWords(one, { t, kind })}{' '}
                <span class="soft">
                  <BasisWords t={t} basis={one.basis} />
                </span>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      {notes.length > 0 ? (
        <Section title={t('selections.kind.notes')} id="contradicciones">
          <ul class="stack stack-tight">
            {notes.map(({ text }) => (
              <li>{text}</li>
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  );
}
