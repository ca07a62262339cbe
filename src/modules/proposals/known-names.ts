/** Categories and departments by id or printed name, blind to case and accents: as forms and lists give them. */
import { LANGUAGES, translator } from '../../platform/i18n/translate.ts';
import { DEPARTMENTS, fold } from '../events/index.ts';
import { CATEGORIES, categoryLabel, type CategoryId } from './rules/categories.ts';

/** An id and the name that it was made of are the same. */
const plain = (text: string): string =>
  fold(text)
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

let categories: ReadonlyMap<string, CategoryId> | undefined;

function categoryNames(): ReadonlyMap<string, CategoryId> {
  categories ??= new Map(
    CATEGORIES.flatMap((one) => {
      const also: readonly string[] = 'also' in one ? one.also : [];
      const printed = LANGUAGES.map((lang) => translator(lang)(categoryLabel(one.id)));
      return [one.id, ...printed, ...also].map((name) => [plain(name), one.id] as const);
    }),
  );
  return categories;
}

/** @returns undefined for what is none */
export const categoryOf = (text: string): CategoryId | undefined => categoryNames().get(plain(text));

const departments = new Map(
  DEPARTMENTS.flatMap(({ value, label }) => {
    const names = typeof label === 'object' && 'text' in label ? [value, label.text] : [value];
    return names.map((name) => [plain(name), value] as const);
  }),
);

/** @returns undefined for what is none */
export const departmentOf = (text: string): string | undefined => departments.get(plain(text));
