import { inject } from 'vitest';

/** What a deploy has in its environment, before any function is imported. */
process.env['UNDERSIGNED_ROOT'] = inject('deployed');
