/** The page of one institution: every fact with the number of its note. */
import type { VNode } from 'preact';
import { sourcePath } from '../../../platform/sources/paths.ts';
import { Citations, CitedValues } from '../../../ui/data/citations.tsx';
import { Notes as SlotNotes } from '../../../ui/data/notes.tsx';
import { Prose } from '../../../ui/data/prose.tsx';
import { SummaryList, type SummaryRow } from '../../../ui/data/summary-list.tsx';
import { Breadcrumbs, PageHeading } from '../../../ui/layout/page-heading.tsx';
import { Columns, Section } from '../../../ui/layout/section.tsx';
import { INSTITUTIONS, JUSTICIAPEDIA } from '../addresses.ts';
import { treeOf } from '../rules/institution-tree.ts';
import { FactWords, type InstitutionPageProps, Marks } from './institution-facts.tsx';
import { CiteThis } from './institution-foot.tsx';
import { Posts } from './institution-posts.tsx';
import { Reach } from './institution-reach.tsx';
import { propertyWords } from './institution-words.ts';
import { OrgChart } from './org-chart.tsx';

export function InstitutionPage(props: InstitutionPageProps): VNode {
  const { t, lang, institution, notes } = props;
  return (
    <article class="institution">
      <Breadcrumbs
        t={t}
        items={[
          { href: JUSTICIAPEDIA, label: t('officials.menu') },
          { href: INSTITUTIONS, label: t('officials.institutions.title') },
          { label: institution.name },
        ]}
      />
      <PageHeading
        eyebrow={institution.kind || t('officials.institution.one')}
        title={institution.name}
        lead={<Lead {...props} />}
      >
        <KeyFacts {...props} />
      </PageHeading>
      <Columns asideLabel={t('officials.institution.reach')} aside={<Reach {...props} />}>
        <Describing {...props} />
        <Posts {...props} />
        <Structure {...props} />
        <Names {...props} />
        <Relations {...props} />
        {notes.contradicted.length > 0 ? (
          <Section title={t('officials.institution.contradicted')} id="contradicciones">
            <p class="soft">{t('officials.institution.contradicted_lead')}</p>
            <CitedValues t={t} fields={notes.contradicted} label={(name) => propertyWords(t, name)} />
          </Section>
        ) : null}
        <SlotNotes notes={props.slotNotes} />
      </Columns>
      <Section title={t('officials.institution.sources')} id="fuentes">
        <Citations t={t} lang={lang} notes={notes.list} sourceHref={sourcePath} />
      </Section>
      <CiteThis {...props} />
    </article>
  );
}

const LONGEST_LEAD = 320;

/** The whole of a short description, else its first sentence. */
function leadOf(text: string): string {
  if (text.length <= LONGEST_LEAD) return text;
  const sentence = /^.{40,}?[.;](?=\s|$)/su.exec(text)?.[0];
  return sentence !== undefined && sentence.length <= LONGEST_LEAD ? sentence : '';
}

function Lead(props: InstitutionPageProps): VNode | null {
  const fact = props.sheet.one(props.institution.id, 'description');
  const lead = fact ? leadOf(fact.value.text) : '';
  return fact && lead !== '' ? (
    <p lang={fact.lang === props.lang ? undefined : fact.lang}>
      {lead}
      <Marks {...props} fact={fact} />
    </p>
  ) : null;
}

function KeyFacts(props: InstitutionPageProps): VNode | null {
  const { t, sheet, institution } = props;
  const rows: SummaryRow[] = (['acronym', 'parent', 'territory', 'sector'] as const).flatMap((property) => {
    const fact = sheet.one(institution.id, property);
    return fact
      ? [{ label: t(`officials.property.${property}`), value: <FactWords {...props} fact={fact} /> }]
      : [];
  });
  return rows.length > 0 ? <SummaryList rows={rows} look="facts" /> : null;
}

const TEXTS = ['description', 'mission', 'vision', 'composition'] as const;
const LISTS = ['function', 'legal_basis', 'law'] as const;

function Describing(props: InstitutionPageProps): VNode {
  const { t, sheet, institution } = props;
  return (
    <>
      {TEXTS.map((property) => {
        const fact = sheet.one(institution.id, property);
        // What the lead says already is not said twice.
        if (!fact || (property === 'description' && leadOf(fact.value.text) === fact.value.text)) return null;
        return (
          <Section title={t(`officials.institution.title.${property}`)}>
            <div class="fact-text">
              <Prose text={fact.value.text} lang={fact.lang === props.lang ? undefined : fact.lang} />
              <Marks {...props} fact={fact} />
            </div>
          </Section>
        );
      })}
      {LISTS.map((property) => {
        const facts = sheet.of(institution.id, property);
        return facts.length > 0 ? (
          <Section title={t(`officials.institution.title.${property}`)}>
            <ul class="fact-list">
              {facts.map((fact) => (
                <li>
                  <FactWords {...props} fact={fact} />
                </li>
              ))}
            </ul>
          </Section>
        ) : null;
      })}
    </>
  );
}

/** Where it stands: the one above, itself, those below. */
function Structure({ t, institution, below }: InstitutionPageProps): VNode | null {
  const { id, slug, name, kind, parent_slug: above, parent_name: aboveName } = institution;
  if (below.length === 0 && above === null) return null;
  const own = { id, slug, name, kind, parent_id: above === null ? null : 'above' };
  const top =
    above === null || aboveName === null
      ? []
      : [{ id: 'above', slug: above, name: aboveName, kind: '', parent_id: null }];
  return (
    <Section title={t('officials.institution.structure')} id="estructura">
      <OrgChart nodes={treeOf([...top, own, ...below])} current={id} />
    </Section>
  );
}

function Names(props: InstitutionPageProps): VNode | null {
  const facts = props.sheet.of(props.institution.id, 'name');
  if (facts.length < 2) return null;
  return (
    <Section title={props.t('officials.institution.names')}>
      <ul class="fact-list">
        {facts.map((fact) => (
          <li>
            <FactWords {...props} fact={fact} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Relations(props: InstitutionPageProps): VNode | null {
  const facts = props.sheet.of(props.institution.id, 'relation');
  if (facts.length === 0) return null;
  return (
    <Section title={props.t('officials.institution.relations')}>
      <ul class="fact-list">
        {facts.map((fact) => (
          <li>
            <FactWords {...props} fact={fact} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
