/** The page of one institution: every fact with the number of its note. */
import type { VNode } from 'preact';
import { sourcePath } from '../../../platform/sources/paths.ts';
import { Citations, CitedValues, NoteRefs } from '../../../ui/data/citations.tsx';
import { Notes as SlotNotes } from '../../../ui/data/notes.tsx';
import { SummaryList, type SummaryRow } from '../../../ui/data/summary-list.tsx';
import { Breadcrumbs, PageHeading } from '../../../ui/layout/page-heading.tsx';
import { Columns, Section } from '../../../ui/layout/section.tsx';
import { INSTITUTIONS, JUSTICIAPEDIA } from '../addresses.ts';
import type { ShownFact } from '../rules/shown-facts.ts';
import { treeOf } from '../rules/institution-tree.ts';
import { FactWords, type InstitutionPageProps, Marks } from './institution-facts.tsx';
import { leadMark } from './institution-lead.ts';
import { ChoosingBodies, TookPart } from './institution-choosing.tsx';
import { CiteThis } from './institution-foot.tsx';
import { Posts } from './institution-posts.tsx';
import { isReachable, Reach } from './institution-reach.tsx';
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
      {isReachable(props) ? (
        <Columns asideLabel={t('officials.institution.reach')} aside={<Reach {...props} />}>
          <Matter {...props} />
        </Columns>
      ) : (
        <Matter {...props} />
      )}
      <Section title={t('officials.institution.sources')} id="fuentes">
        <Citations t={t} lang={lang} notes={notes.list} sourceHref={sourcePath} />
      </Section>
      <CiteThis {...props} />
    </article>
  );
}

function Matter(props: InstitutionPageProps): VNode {
  const { t, notes } = props;
  return (
    <>
      <Describing {...props} />
      <Posts {...props} />
      <ChoosingBodies {...props} />
      <TookPart {...props} />
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
    </>
  );
}

function Lead({ t, notes, lead }: InstitutionPageProps): VNode | null {
  return lead.length > 0 ? (
    <p>
      {lead.map(({ text, facts }, at) => (
        <>
          {at > 0 ? ' ' : ''}
          {text}
          {facts.map(({ mark }) => (
            <NoteRefs t={t} marks={notes.marks.get(leadMark(mark))} />
          ))}
        </>
      ))}
    </p>
  ) : null;
}

/** Paragraphs; the numbers stand behind the last word. */
function MarkedText(props: InstitutionPageProps & { fact: ShownFact }): VNode {
  const paragraphs = props.fact.value.text.split(/\n\s*\n/u);
  const lang = props.fact.lang === props.lang ? undefined : props.fact.lang;
  return (
    <div class="fact-text">
      {paragraphs.map((text, at) => (
        <p lang={lang}>
          {text}
          {at === paragraphs.length - 1 ? <Marks {...props} /> : null}
        </p>
      ))}
    </div>
  );
}

const KEY_FACTS = [
  'name',
  'acronym',
  'kind',
  'selects_for',
  'election_date',
  'next_election',
  'parent',
  'territory',
  'sector',
] as const;

function KeyFacts(props: InstitutionPageProps): VNode | null {
  const { t, sheet, institution } = props;
  const rows: SummaryRow[] = KEY_FACTS.flatMap((property) => {
    const facts = sheet.of(institution.id, property);
    // Several names have a part of the page.
    if (facts.length === 0 || (property === 'name' && facts.length > 1)) return [];
    const value = facts.map((fact) => (
      <div>
        <FactWords {...props} fact={fact} />
      </div>
    ));
    return [{ label: t(`officials.property.${property}`), value }];
  });
  return rows.length > 0 ? <SummaryList rows={rows} look="facts" /> : null;
}

const TEXTS = ['description', 'selects', 'mission', 'vision', 'composition', 'requirement'] as const;
const LISTS = ['function', 'legal_basis', 'law', 'document'] as const;

function Describing(props: InstitutionPageProps): VNode {
  const { t, sheet, institution } = props;
  return (
    <>
      {TEXTS.map((property) => {
        const facts = sheet.of(institution.id, property);
        // What the lead says already is not said twice.
        const said = property === 'description' && props.lead.some((part) => part.whole);
        return facts.length === 0 || said ? null : (
          <Section title={t(`officials.institution.title.${property}`)}>
            {facts.map((fact) => (
              <MarkedText {...props} fact={fact} />
            ))}
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
  return facts.length < 2 ? null : (
    <FactSection {...props} title={props.t('officials.institution.names')} facts={facts} />
  );
}

function Relations(props: InstitutionPageProps): VNode | null {
  const facts = props.sheet.of(props.institution.id, 'relation');
  return facts.length === 0 ? null : (
    <FactSection {...props} title={props.t('officials.institution.relations')} facts={facts} />
  );
}

function FactSection({
  title,
  facts,
  ...props
}: InstitutionPageProps & { title: string; facts: readonly ShownFact[] }): VNode {
  return (
    <Section title={title}>
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
