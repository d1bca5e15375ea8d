import type { TFunction } from 'i18next';

/** What a new unit's code may be made of, as a rule of a form's field. */
export const codeRule = (t: TFunction<'administration'>) => ({
  required: true,
  pattern: /^[A-Za-z0-9][A-Za-z0-9._-]*$/,
  message: t('org.codeRule'),
});
