import type { VNode } from 'preact';
import type { Lang } from '../../platform/i18n/translate.ts';
import { controlAttributes, Field } from './field.tsx';
import type { FieldBase } from './field.tsx';

export interface FileFieldProps extends FieldBase {
  /** Media types or endings, as HTML's `accept`. */
  accept?: string | undefined;
  /** The same in words: “PDF, PNG o JPEG”. */
  kinds?: string | undefined;
  /** Bytes; said before the upload. */
  maxBytes?: number | undefined;
  multiple?: boolean | undefined;
}

export function FileField(props: FileFieldProps): VNode {
  const { t } = props;
  const notes: string[] = [];
  if (props.kinds) notes.push(t('ui.file.kinds', { kinds: props.kinds }));
  if (props.maxBytes) notes.push(t('ui.file.max', { size: fileSize(props.maxBytes) }));
  return (
    <Field field={props} notes={notes}>
      <input
        {...controlAttributes(props, notes)}
        class="input input-file"
        type="file"
        accept={props.accept}
        multiple={props.multiple}
      />
    </Field>
  );
}

const sizes = new Map<Lang, Intl.NumberFormat>();

/** Bytes in words: `5 MB`. One MB is 1,000,000 bytes, as files are shown on phones. */
export function fileSize(bytes: number, lang: Lang = 'es'): string {
  const [value, unit] =
    bytes < 1e3
      ? [bytes, 'B']
      : bytes < 1e6
        ? [bytes / 1e3, 'kB']
        : bytes < 1e9
          ? [bytes / 1e6, 'MB']
          : [bytes / 1e9, 'GB'];
  let format = sizes.get(lang);
  if (!format) {
    format = new Intl.NumberFormat(lang === 'es' ? 'es-GT' : 'en-US', { maximumFractionDigits: 1 });
    sizes.set(lang, format);
  }
  return `${format.format(value)}\u00a0${unit}`;
}
