/** A sensible set to start from, in the language of the edition. */
import { type Lang, translator } from '../../platform/i18n/translate.ts';
import type { QuestionInput } from './commands/survey.ts';

export function defaultQuestions(lang: Lang): QuestionInput[] {
  const t = translator(lang);
  const base = { hint: '', required: false, options: [] };
  const options = (['conferences', 'panels', 'workshops', 'networking', 'materials'] as const).map(
    (value) => ({ value, label: t(`surveys.default.useful.${value}`) }),
  );
  return [
    { ...base, type: 'scale', required: true, label: t('surveys.default.overall') },
    { ...base, type: 'scale', label: t('surveys.default.organisation') },
    { ...base, type: 'several_of', options, label: t('surveys.default.useful') },
    { ...base, type: 'yes_no', label: t('surveys.default.allies') },
    { ...base, type: 'yes_no', label: t('surveys.default.recommend') },
    { ...base, type: 'long_text', label: t('surveys.default.learned') },
    { ...base, type: 'long_text', label: t('surveys.default.better') },
  ];
}
