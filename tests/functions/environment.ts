import { inject } from 'vitest';

/** Sets the environment of a deploy, before a test imports any function. */
process.env['UNDERSIGNED_ROOT'] = inject('deployed');
