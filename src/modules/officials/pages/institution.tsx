/** The page of one institution: every fact with the number of its note. */
import type { VNode } from 'preact';
import { sourcePath } from '../../../platform/sources/paths.ts';
import { Citations, CitedValues } from '../../../ui/data/citations.tsx';
import { Notes as SlotNotes } from '../../../ui/data/notes.tsx';
import { SummaryList, type SummaryRow } from '../../../ui/data/summary-list.tsx';
import { Breadcrumbs, PageHeading } from '../../../ui/layout/page-heading.tsx';
import { Columns, Section } from '../../../ui/layout/section.tsx';
import { INSTITUTIONS, JUSTICIAPEDIA } from '../addresses.ts';
import type { ShownPost } from '../queries/institutions.ts';
import type { ShownFact } from '../rules/shown-facts.ts';
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

/** In plain words, and only of facts with their numbers: what it is, where it belongs, its first post. */
function Lead(props: InstitutionPageProps): VNode | null {
  const { t, sheet, institution, posts } = props;
  const description = sheet.one(institution.id, 'description');
  const short = description ? leadOf(description.value.text) : '';
  const parent = sheet.one(institution.id, 'parent');
  const [post] = posts;
  const parts = [
    ...(description && short !== '' ? [{ text: short, facts: [description] }] : []),
    ...(parent
      ? [{ text: t('officials.institution.lead.parent', { name: parent.value.text }), facts: [parent] }]
      : []),
    ...(post ? postLead(props, post) : []),
  ];
  return parts.length > 0 ? (
    <p>
      {parts.map(({ text, facts }, at) => (
        <>
          {at > 0 ? ' ' : ''}
          {text}
          {facts.map((fact) => (
            <Marks {...props} fact={fact} />
          ))}
        </>
      ))}
    </p>
  ) : null;
}

function postLead(
  { t, sheet }: InstitutionPageProps,
  post: ShownPost,
): { text: string; facts: ShownFact[] }[] {
  const seats = sheet.one(post.id, 'seats');
  const term = sheet.one(post.id, 'term');
  const facts = [seats, term].filter((fact) => fact !== undefined);
  if (facts.length === 0) return [];
  const said = [
    ...(seats && post.seats !== null ? [t('officials.institution.lead.seats', { count: post.seats })] : []),
    ...(term ? [t('officials.institution.lead.term', { term: term.value.text })] : []),
  ];
  return [{ text: t('officials.institution.lead.post', { post: post.label, said: said.join(', ') }), facts }];
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
            <MarkedText {...props} fact={fact} />
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
