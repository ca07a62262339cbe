/** Pictures as pages show them: each browser takes the smallest version that it can show. */
import type { Read } from '../db/handles.ts';
import { isUuid } from '../uuid.ts';
import { fileHref } from './files.ts';
import type { VariantFormat } from './tables.ts';

export interface PictureSource {
  /** `image/avif` */
  type: string;
  /** For `srcset`: addresses with their widths. */
  srcset: string;
}

/** All that markup needs; made by `findPictures`, shown by `ui/data/picture.tsx`. */
export interface PictureFacts {
  id: string;
  /** Of the picture itself: a JPEG or PNG that every browser shows. */
  href: string;
  width: number;
  height: number;
  /** Empty: decoration. */
  alt: string;
  credit: string;
  /** The best first; empty as long as smaller versions are still to be made. */
  sources: PictureSource[];
  /** Smaller versions of the kind that every browser shows. */
  srcset: string;
}

const TYPES: Record<VariantFormat, string> = {
  avif: 'image/avif',
  webp: 'image/webp',
  jpeg: 'image/jpeg',
  png: 'image/png',
};
const ENDINGS: Record<VariantFormat, string> = { avif: 'avif', webp: 'webp', jpeg: 'jpg', png: 'png' };

/** `/archivos/{id}/{width}/{name}.{ending}` */
export function variantHref(
  file: { id: string; name: string },
  width: number,
  format: VariantFormat,
): string {
  return `/archivos/${file.id}/${width}/${stemOf(file.name)}.${ENDINGS[format]}`;
}

export const stemOf = (name: string): string => name.replace(/\.[a-z0-9]+$/, '');
export const formatOfEnding = (ending: string): VariantFormat | undefined =>
  (Object.keys(ENDINGS) as VariantFormat[]).find((format) => ENDINGS[format] === ending);
export const typeOfFormat = (format: VariantFormat): string => TYPES[format];

/** The pictures among these ids, by id; two queries. */
export async function findPictures(db: Read, ids: readonly string[]): Promise<Map<string, PictureFacts>> {
  const asked = [...new Set(ids.filter(isUuid))];
  if (asked.length === 0) return new Map();
  const rows = await db
    .selectFrom('files')
    .select(['id', 'name', 'width', 'height', 'alt', 'credit'])
    .where('kind', '=', 'picture')
    .where('id', 'in', asked)
    .execute();
  const variants = await db
    .selectFrom('file_variants')
    .select(['file_id', 'width', 'format'])
    .where('file_id', 'in', asked)
    .orderBy('width')
    .execute();
  const byFile = Map.groupBy(variants, (variant) => variant.file_id);
  return new Map(
    rows.flatMap(({ width, height, ...row }) => {
      if (width === null || height === null) return [];
      const own = byFile.get(row.id) ?? [];
      const srcsetOf = (format: VariantFormat): string[] =>
        own
          .filter((variant) => variant.format === format)
          .map((variant) => `${variantHref(row, variant.width, format)} ${variant.width}w`);
      const sources = (['avif', 'webp'] as const)
        .map((format) => ({ type: TYPES[format], srcset: srcsetOf(format).join(', ') }))
        .filter((source) => source.srcset !== '');
      const href = fileHref(row);
      const plain = [...srcsetOf('jpeg'), ...srcsetOf('png')];
      const srcset = plain.length === 0 ? '' : [...plain, `${href} ${width}w`].join(', ');
      const facts = { id: row.id, href, width, height, alt: row.alt, credit: row.credit, sources, srcset };
      return [[row.id, facts] as const];
    }),
  );
}
