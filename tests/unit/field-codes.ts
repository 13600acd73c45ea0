/**
 * Every code that a field can be refused with. Some input must cause each code, and each code must have
 * words.
 */
export const FIELD_CODES = [
  'name.invalid',
  'name.control',
  'name.tooLong',
  'name.required',
  'name.link',
  'email.invalid',
  'email.control',
  'email.tooLong',
  'email.required',
  'postalCode.invalid',
  'postalCode.control',
  'postalCode.tooLong',
  'country.invalid',
  'country.unknown',
  'comment.invalid',
  'comment.control',
  'comment.tooLong',
  'updates.invalid',
  'nameShown.invalid',
] as const;
