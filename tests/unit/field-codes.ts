/**
 * Every code that a field can be refused with. Some input must cause each code, and each code must have
 * words.
 */
export const FIELD_CODES = [
  'name.invalid',
  'name.control',
  'name.marks',
  'name.tooLong',
  'name.required',
  'name.link',
  'email.invalid',
  'email.control',
  'email.marks',
  'email.tooLong',
  'email.required',
  'email.dot',
  'postalCode.invalid',
  'postalCode.control',
  'postalCode.marks',
  'postalCode.tooLong',
  'country.invalid',
  'country.unknown',
  'comment.invalid',
  'comment.control',
  'comment.marks',
  'comment.tooLong',
  'updates.invalid',
  'nameShown.invalid',
] as const;
