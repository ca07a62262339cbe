/** What everybody sees who checks a certificate. The same parts stand on the page that is saved to disk. */
import type { ComponentChildren, VNode } from 'preact';
import { longDate } from '../../../platform/i18n/dates.ts';
import { fieldsOf } from '../../../platform/forms/field.ts';
import type { Lang, Translate } from '../../../platform/i18n/translate.ts';
import { type FormState, SchemaForm } from '../../../ui/controls/schema-form.tsx';
import { Notice } from '../../../ui/layout/notice.tsx';
import { PageHeading } from '../../../ui/layout/page-heading.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { KEYS, REVOKED, SAVED_PAGE, VERIFY } from '../addresses.ts';
import type { Standing } from '../queries/certificates.ts';
import { spellCode } from '../rules/code.ts';
import type { Content } from '../rules/content.ts';
import { VerifyForm } from '../schemas/office.ts';
import { KINDS } from '../tables.ts';
import { daysBetween, timeWords } from '../words.ts';

export const OUTCOMES = [
  'valid',
  'valid_then',
  'replaced',
  'revoked',
  'altered',
  'unknown_key',
  'unknown',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

const TONES: Record<Outcome, 'success' | 'warning' | 'danger'> = {
  valid: 'success',
  valid_then: 'success',
  replaced: 'warning',
  revoked: 'danger',
  altered: 'danger',
  unknown_key: 'danger',
  unknown: 'danger',
};

interface Reader {
  t: Translate;
  lang: Lang;
  zone: string;
}

export function OutcomeNotice({
  t,
  outcome,
  children,
}: {
  t: Translate;
  outcome: Outcome;
  children?: ComponentChildren;
}): VNode {
  return (
    <div class={`outcome outcome-${outcome}`}>
      <Notice t={t} kind={TONES[outcome]} title={t(`certificates.outcome.${outcome}.title`)}>
        <p>{t(`certificates.outcome.${outcome}.text`)}</p>
        {children}
      </Notice>
    </div>
  );
}

const FACTS = ['name', 'edition', 'role', 'dates', 'time', 'issuer', 'issued', 'code'] as const;
type Fact = (typeof FACTS)[number];

/** What the holder shows, as words; those that are empty are left out. */
function factWords({ t, lang }: Reader, content: Content): Record<Fact, string> {
  const { sessions, minutes, kind } = content;
  const counted = sessions > 0 ? t('certificates.sessions', { count: sessions }) : '';
  return {
    name: content.name,
    edition: content.edition,
    role: content.role || t(`certificates.kind.${kind}`),
    dates: daysBetween(content.starts, content.ends, lang),
    time: [counted, timeWords(t, minutes)].filter(Boolean).join(', '),
    issuer: content.issuer,
    issued: daysBetween(content.issued, content.issued, lang),
    code: spellCode(content.code),
  };
}

function FactList({ t, words }: { t: Translate; words?: Record<Fact, string> }): VNode {
  return (
    <dl class="summary-list certificate-facts" data-facts>
      {FACTS.filter((fact) => !words || words[fact] !== '').map((fact) => (
        <div>
          <dt>{t(`certificates.fact.${fact}`)}</dt>
          <dd data-fact={fact} dir="auto">
            {words?.[fact]}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Holder({ t, children }: { t: Translate; children: ComponentChildren }): VNode {
  return (
    <>
      {children}
      <p class="hint">{t('certificates.verify.identity')}</p>
    </>
  );
}

export interface Checks {
  keys: readonly { id: string; x: string; void: boolean }[];
  /** 16 characters: of the address; undefined on the saved page. */
  code?: string;
  state?: Standing['state'] | 'unknown';
  /** On the saved page: code → what became of it. */
  ended?: Record<string, 'revoked' | 'replaced'>;
  /** Address of the library for browsers without Ed25519. */
  library?: string;
}

/** Filled in and shown by `verify.js`; without it nothing of this is seen. */
export function ContentCheck({ t, checks }: { t: Translate; checks: Checks }): VNode {
  const kinds = Object.fromEntries(KINDS.map((kind) => [kind, t(`certificates.kind.${kind}`)]));
  const words = {
    kinds,
    session: t('certificates.verify.session_label'),
    sessions: t('certificates.verify.sessions_label'),
    hours: 'h',
    minutes: 'min',
  };
  return (
    <div data-verify={JSON.stringify({ ...checks, words })} aria-live="polite" hidden>
      {OUTCOMES.map((outcome) => (
        <div data-outcome={outcome} hidden>
          <OutcomeNotice t={t} outcome={outcome} />
        </div>
      ))}
      <div data-shown hidden>
        <Section title={t('certificates.verify.shown')}>
          <Holder t={t}>
            <FactList t={t} />
          </Holder>
        </Section>
      </div>
    </div>
  );
}

export function PasteForm({ t, state }: { t: Translate; state: FormState }): VNode {
  return (
    <SchemaForm
      t={t}
      fields={fieldsOf(VerifyForm)}
      state={state}
      action={VERIFY}
      submit={t('certificates.verify.submit')}
    />
  );
}

export function VerifyPage({ t, state }: { t: Translate; state: FormState }): VNode {
  return (
    <>
      <PageHeading title={t('certificates.verify.title')} lead={t('certificates.verify.lead')} />
      <PasteForm t={t} state={state} />
      <HowItWorks t={t} />
    </>
  );
}

export function HowItWorks({ t }: { t: Translate }): VNode {
  return (
    <Section title={t('certificates.verify.how')}>
      <div class="prose">
        <p>{t('certificates.verify.how_text')}</p>
        <p>{t('certificates.verify.privacy')}</p>
        <ul>
          <li>
            <a href={SAVED_PAGE} download="comprobar-constancias.html">
              {t('certificates.verify.saved')}
            </a>
            : {t('certificates.verify.saved_text')}
          </li>
          <li>
            <a href={KEYS}>{t('certificates.verify.keys')}</a>
          </li>
          <li>
            <a href={REVOKED}>{t('certificates.verify.revoked_list')}</a>
          </li>
        </ul>
      </div>
    </Section>
  );
}

export interface CodePageProps extends Reader {
  code: string;
  standing: Standing | undefined;
  checks: Checks;
}

/** `/verificar/{code}`: what the server knows; what the holder shows is added in the browser. */
export function CodePage({ t, lang, zone, code, standing, checks }: CodePageProps): VNode {
  const isOver = standing !== undefined && standing.state !== 'valid';
  return (
    <>
      <PageHeading
        eyebrow={t('certificates.verify.title')}
        // A line may be broken in its middle only.
        title={t('certificates.verify.code_title', {
          code: spellCode(code).replace(/-(.{4})-(.{4})-/, '\u2011$1-$2\u2011'),
        })}
      />
      <ContentCheck t={t} checks={checks} />
      {/* Once the content is checked, its outcome says it all; beside an altered one, “it stands” would mislead. */}
      <div {...(isOver ? {} : { 'data-without-content': true })}>
        <Section title={t('certificates.verify.registry')}>
          <StandingNotice t={t} lang={lang} zone={zone} standing={standing} />
        </Section>
      </div>
      <div data-without-content>
        <Section title={t('certificates.verify.whole')}>
          <p>{t('certificates.verify.whole_text')}</p>
          <PasteForm t={t} state={{ values: new Map(), faults: [] }} />
        </Section>
      </div>
    </>
  );
}

/** By the code alone. */
function StandingNotice({ t, lang, zone, standing }: Reader & { standing: Standing | undefined }): VNode {
  if (!standing) return <OutcomeNotice t={t} outcome="unknown" />;
  const day = (at: Temporal.Instant) => longDate(at, zone, lang);
  if (standing.state === 'valid')
    return (
      <Notice t={t} kind="info" title={t('certificates.verify.known')}>
        <p>{t('certificates.verify.known_text', { date: day(standing.issuedAt) })}</p>
      </Notice>
    );
  return (
    <OutcomeNotice t={t} outcome={standing.state}>
      <EndedWords t={t} standing={standing} day={day} />
    </OutcomeNotice>
  );
}

function EndedWords({
  t,
  standing: { endedAt, reason, replacedBy },
  day,
}: {
  t: Translate;
  standing: Standing;
  day: (at: Temporal.Instant) => string;
}): VNode {
  return (
    <>
      {endedAt ? <p>{t('certificates.verify.ended_on', { date: day(endedAt) })}</p> : null}
      {reason ? (
        <p>{t('certificates.verify.ended_because', { reason: t(`certificates.reason.${reason}`) })}</p>
      ) : null}
      {replacedBy ? <p>{t('certificates.verify.replaced_by', { code: spellCode(replacedBy) })}</p> : null}
    </>
  );
}

export interface ResultPageProps extends Reader {
  outcome: Outcome;
  /** Only what a known key signed; nothing of an altered one is repeated. */
  content: Content | undefined;
  standing: Standing | undefined;
}

/** The check that the server makes of a whole text, for browsers without scripts. */
export function ResultPage(props: ResultPageProps): VNode {
  const { t, lang, zone, outcome, content, standing } = props;
  return (
    <>
      <PageHeading eyebrow={t('certificates.verify.title')} title={t('certificates.verify.result')} />
      <OutcomeNotice t={t} outcome={outcome}>
        {standing && standing.state !== 'valid' && (outcome === 'revoked' || outcome === 'replaced') ? (
          <EndedWords t={t} standing={standing} day={(at) => longDate(at, zone, lang)} />
        ) : null}
      </OutcomeNotice>
      {content ? (
        <Section title={t('certificates.verify.shown')}>
          <Holder t={t}>
            <FactList t={t} words={factWords(props, content)} />
          </Holder>
        </Section>
      ) : null}
      <p>
        <a href={VERIFY}>{t('certificates.verify.another')}</a>
      </p>
    </>
  );
}
