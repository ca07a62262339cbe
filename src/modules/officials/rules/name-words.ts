/**
 * Words that stand in names and are no names, and names that lists read wrongly without knowing them. Data for
 * Spanish as it is written in Central America; another country adds its own. Small letters, without accents.
 */

/** Words or groups of them, between commas. */
const listed = (text: string): ReadonlySet<string> => new Set(text.trim().split(/,\s+/));

/** Kept for display, out of the key: printers put them and leave them out. */
export const PARTICLES: ReadonlySet<string> = new Set(['de', 'del', 'la', 'las', 'los', 'y']);

/** These never stand alone either: what follows belongs to them. They are part of the key. */
export const FIRST_HALVES: ReadonlySet<string> = listed(`
  san, santa, mac, mc, von, van, der, den, di, da, do, dos, le
`);

/** Surnames that are born with their “de”: it says nothing of a husband. */
export const COMPOUND_SURNAMES: ReadonlySet<string> = listed(`
  de alba, de arce, de jesus, de la cerda, de la cruz, de la fuente, de la garza, de la hoz,
  de la mora, de la o, de la parra, de la paz, de la pena, de la roca, de la rosa, de la torre,
  de la vega, de leon, de los rios, de los santos, de mata, de oliva, de paz, de toro, del aguila,
  del campo, del castillo, del cid, del rio, del valle
`);

/** With the given name before them one name: María del Carmen, Flor de María. */
export const DEVOTIONS: ReadonlySet<string> = listed(`
  de dios, de fatima, de guadalupe, de jesus, de la asuncion, de la concepcion, de la luz,
  de la paz, de los angeles, de los dolores, de lourdes, de maria, de san jose, de santa maria,
  del amparo, del carmen, del pilar, del rocio, del rosario, del socorro, del transito, del mar,
  de las mercedes
`);

/**
 * Not surnames, or hardly ever: in the middle of three words they tell where the surnames begin. Juan, Pedro, Manuel,
 * Rafael, Vicente and their like are left out: they are surnames too, of many in the west of Guatemala.
 */
export const SECOND_GIVEN_NAMES: ReadonlySet<string> = listed(`
  adolfo, alberto, alejandra, alejandro, alfonso, alfredo, amalia, amparo, ana, angelica,
  antonieta, antonio, armando, arturo, augusto, aurora, beatriz, carlos, carolina,
  cecilia, cesar, cristina, eduardo, elena, elizabeth, emilio, enrique, ernesto, esperanza, estela,
  estuardo, eugenia, eugenio, fabiola, fernanda, fernando, gabriela, gerardo, giovanni, guadalupe,
  guillermo, gustavo, haydee, hector, hugo, humberto, isabel, ivan, javier, jose, josefina,
  julieta, leonel, leonor, leticia, lorena, lucia, lucrecia, luis, luisa, marcela, margarita,
  maria, mario, marta, martha, mauricio, mercedes, miriam, nohemi, octavio, orlando, oscar,
  osvaldo, oswaldo, patricia, paola, raquel, raul, rebeca, renato, rene, ricardo, roberto, rodolfo,
  rolando, roxana, silvia, susana, tulio, ulises, vanessa, veronica, vinicio, virginia, yolanda
`);

/** Tell a son from his father: no surname, and never out of the key. */
export const GENERATIONS: ReadonlySet<string> = new Set(['hijo', 'jr', 'junior', 'ii', 'iii', 'iv']);

const LICENTIATE = String.raw`lic(?:da|do|enciad[oa])?`;
const DOCTOR = String.raw`dra?|doctora?`;
const MASTER = String.raw`mgtr|mgter|mgtra?|mag[ií]ster|mtr[oa]|maestr[oa]|m\.?\s?sc|msc|m\.\s?a(?=\.)`;
const OTHER = String.raw`ing(?:a|enier[oa])?|arq|arquitect[oa]|abog|abogad[oa]|prof(?:a|esora?)?|ph\.?\s?d|gral|cnel|pbro|mons`;
const COURTESY = String.raw`sra?|srta|don|doñ?a|hon`;

/** Before the name; a blank or full stop ends it, so that no name that begins like it is cut. */
export const TITLE_BEFORE = new RegExp(
  String.raw`^\s*(${LICENTIATE}|${DOCTOR}|${MASTER}|${OTHER}|${COURTESY})(?:\s*\.\s*|\s+)(?=[\p{L}"'])`,
  'iu',
);
/** After it, mostly behind a comma. */
export const TITLE_AFTER = new RegExp(
  String.raw`[\s,]+(${LICENTIATE}|${DOCTOR}|${MASTER}|ph\.?\s?d|ing|arq)\s*\.?\s*,?\s*$`,
  'iu',
);
