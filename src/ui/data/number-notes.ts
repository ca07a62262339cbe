/** Gives the citations of a record their numbers, and finds the values that contradict each other. Pure. */

/** A citation as far as a page needs it. */
export interface Cited {
  id: string;
  /** Name of the field; empty: the record as a whole. */
  field: string;
  value: string;
  page: string;
  passage: string;
  shown: boolean;
  reason: string;
  source: CitedSource;
}

export interface CitedSource {
  id: string;
  address: string | null;
  title: string;
  publisher: string;
  date_printed: string;
  date_from: Temporal.PlainDate | null;
  date_precision: 'day' | 'month' | 'year' | null;
  lang: string;
}

/** The mark of a note in the text. */
export interface NoteMark {
  /** Of the note that it leads to. */
  number: number;
  /** By which the note leads back. */
  id: string;
}

export interface NumberedNote {
  number: number;
  source: CitedSource;
  page: string;
  passage: string;
  /** Ids of its marks, in their order. */
  marks: string[];
}

export interface ContradictedField {
  name: string;
  values: { value: string; shown: boolean; reason: string; marks: NoteMark[] }[];
}

export interface Notes {
  list: NumberedNote[];
  /** Marks to set beside a field, by its name: those that say what is shown. */
  marks: ReadonlyMap<string, readonly NoteMark[]>;
  /** Fields for which sources print different values. */
  contradicted: ContradictedField[];
}

/**
 * The same place of the same source is one note, however many fields cite it.
 * @param same whether two values as printed say the same
 */
export function numberNotes(
  citations: readonly Cited[],
  same: (a: string, b: string) => boolean = (a, b) => a === b,
): Notes {
  const list: NumberedNote[] = [];
  const byPlace = new Map<string, NumberedNote>();
  const marks = new Map<string, NoteMark[]>();
  const fields = new Map<string, ContradictedField>();
  for (const citation of citations) {
    const note = noteOf(citation, byPlace, list);
    if (citation.field === '') continue;
    const mark = markOf(note);
    if (citation.value === '') add(marks, citation.field, mark);
    else addValue(fields, citation, mark, same);
  }
  const contradicted = [...fields.values()].filter(({ values }) => values.length > 1);
  for (const { name, values } of fields.values()) {
    const [only, ...others] = values;
    // A value that nothing contradicts is said by its field: its marks stand there.
    if (only && others.length === 0) for (const mark of only.marks) add(marks, name, mark);
    // Of several, those of the one shown stand there once more.
    else
      for (const { number } of values.find((one) => one.shown)?.marks ?? []) {
        const note = list[number - 1];
        if (note) add(marks, name, markOf(note));
      }
  }
  for (const found of marks.values()) found.sort((a, b) => a.number - b.number);
  return { list, marks, contradicted };
}

function noteOf(citation: Cited, byPlace: Map<string, NumberedNote>, list: NumberedNote[]): NumberedNote {
  const { source, page, passage } = citation;
  const place = [source.id, page, passage].join('\n');
  let note = byPlace.get(place);
  if (!note) {
    note = { number: list.length + 1, source, page, passage, marks: [] };
    byPlace.set(place, note);
    list.push(note);
  }
  return note;
}

function markOf(note: NumberedNote): NoteMark {
  const mark = { number: note.number, id: `cita-${note.number}-${note.marks.length + 1}` };
  note.marks.push(mark.id);
  return mark;
}

function add(marks: Map<string, NoteMark[]>, field: string, mark: NoteMark): void {
  const known = marks.get(field);
  if (known) known.push(mark);
  else marks.set(field, [mark]);
}

function addValue(
  fields: Map<string, ContradictedField>,
  { field, value, shown, reason }: Cited,
  mark: NoteMark,
  same: (a: string, b: string) => boolean,
): void {
  const known = fields.get(field) ?? { name: field, values: [] };
  fields.set(field, known);
  const said = known.values.find((one) => same(one.value, value));
  if (said) said.marks.push(mark);
  else known.values.push({ value, shown, reason, marks: [mark] });
}
