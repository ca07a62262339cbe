/** A list that waits, in the words of its preview. */
import { isMessageKey, type Translate } from '../../../platform/i18n/translate.ts';
import { FIELDS } from '../import/fields.ts';
import { fieldSpec, INSTITUTION_FIELDS } from '../import/institution-columns.ts';
import { factsOf as rowFacts } from '../import/person-facts.ts';
import { droppedWords, printFinding } from '../import/person-report.ts';
import type { AdmittedRow } from '../import/person-rows.ts';
import type { Staged, StagedPeople } from '../import/staged.ts';
import { MATCH_BANDS } from '../matching/pair.ts';
import type { PreviewRow } from '../pages/office/import-preview.tsx';

export function factsOf(
  staged: Staged,
  left: ReadonlySet<number>,
  t: Translate,
): { label: string; value: string }[] {
  const count = (name: string, value: number) => ({ label: name, value: String(value) });
  if (staged.kind === 'institution') {
    const { created, changed, sourced, unchanged, refused } = staged.plan.counts;
    return [
      count(t('officials.imports.count.created', { what: '' }), created),
      count(t('officials.imports.count.changed', { what: '' }), changed),
      count(t('officials.imports.count.sourced', { what: '' }), sourced),
      count(t('officials.imports.count.unchanged', { what: '' }), unchanged),
      count(t('officials.imports.count.refused', { what: '' }), refused),
      count(t('officials.imports.count.left_out', { what: '' }), left.size),
    ];
  }
  const bands = Map.groupBy(staged.queue, ({ match }) => match.band);
  const queued = staged.queued ?? Object.fromEntries([...bands].map(([band, of]) => [band, of.length]));
  return [
    count(t('officials.imports.count.rows', { what: '' }), staged.rows.length + staged.refused),
    count(t('officials.imports.count.people', { what: '' }), new Set(staged.personOf).size),
    ...foreseen(staged, left).map(([what, of]) =>
      count(t(`officials.imports.count.${what}`, { what: '' }), of),
    ),
    count(t('officials.imports.count.refused', { what: '' }), staged.refused),
    count(t('officials.imports.count.left_out', { what: '' }), left.size),
    ...MATCH_BANDS.flatMap((band) => {
      const of = queued[band] ?? 0;
      const what = t(`officials.import.band.${band}`);
      return of === 0 ? [] : [count(t('officials.imports.count.queued', { what }), of)];
    }),
    ...staged.dropped.map(([kind, of]) =>
      count(t('officials.imports.count.dropped', { what: droppedWords(kind, t) }), of),
    ),
  ];
}

const OUTCOMES = ['created', 'changed', 'left'] as const;

/** People by what would come of them; whose rows all stay out is not there. */
function foreseen({ outcomes, rows, personOf }: StagedPeople, left: ReadonlySet<number>) {
  if (!outcomes) return [];
  const people = new Set(rows.flatMap(({ line }, at) => (left.has(line) ? [] : [personOf[at] ?? -1])));
  return OUTCOMES.map((what) => {
    const of = [...people].filter((person) => outcomes[person] === what).length;
    return [what, of] as const;
  });
}

/** What a column of such a list can be. */
export function fieldsOf(kind: Staged['kind'], t: Translate): { value: string; label: string }[] {
  if (kind === 'person')
    return FIELDS.map((field) => ({ value: field, label: t(`officials.field.${field}`) }));
  return INSTITUTION_FIELDS.map((value) => ({ value, label: institutionField(value, t) }));
}

/** Several columns hold links of one kind: each by what it leads to. */
function institutionField(column: string, t: Translate): string {
  const { property = '', label } = fieldSpec(column) ?? {};
  if (property === '') return t('officials.field.row_id');
  const key = `officials.property.${property}`;
  const words = isMessageKey(key) ? t(key) : property;
  return label === undefined || label === words ? words : `${words}: ${label}`;
}

export function toldOf(file: string, staged: Staged, t: Translate): string[] {
  if (staged.kind === 'institution')
    return staged.plan.findings.map((one) => printFinding(file, one, t, 'warning'));
  const lines = staged.told.map(({ what, finding }) => printFinding(file, finding, t, what));
  return staged.more > 0 ? [...lines, t('officials.imports.more_findings', { count: staged.more })] : lines;
}

export function rowsOf(staged: Staged, left: ReadonlySet<number>, t: Translate): PreviewRow[] {
  if (staged.kind === 'institution')
    return staged.plan.rows.map(({ line, name, outcome, facts }) => ({
      line,
      name,
      words: t(`officials.imports.outcome.${outcome}`, { count: facts.length }),
      notes: [],
      left: left.has(line),
    }));
  const notes = Map.groupBy(staged.told, ({ finding }) => finding.line);
  const shared = sharedBy(staged);
  return staged.rows.map((row, at) => ({
    line: row.line,
    name: row.name,
    words: [...outcomeOf(staged, at), ...wordsOf(row), ...(shared.get(staged.personOf[at] ?? -1) ?? [])]
      .filter((word) => word !== '')
      .join(' · '),
    notes: (notes.get(row.line) ?? []).map(({ finding }) => t(finding.key, finding.values)),
    left: left.has(row.line),
  }));

  function outcomeOf({ outcomes, personOf }: StagedPeople, at: number): string[] {
    const what = outcomes?.[personOf[at] ?? -1];
    return what === undefined ? [] : [t(`officials.imports.foreseen.${what}`)];
  }

  function sharedBy({ personOf, rows }: StagedPeople): Map<number, string[]> {
    const groups = Map.groupBy(rows.keys(), (at) => personOf[at] ?? -1);
    return new Map(
      [...groups].flatMap(([person, own]): [number, string[]][] =>
        own.length < 2
          ? []
          : [
              [
                person,
                [
                  t('officials.imports.same_as', {
                    lines: own.map((at) => String(rows[at]?.line ?? 0)).join(', '),
                  }),
                ],
              ],
            ],
      ),
    );
  }
}

function wordsOf(row: AdmittedRow): string[] {
  return rowFacts(row).tenures.map(({ post, body, process }) =>
    [post, body || process].filter(Boolean).join(', '),
  );
}
