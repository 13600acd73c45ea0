import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

/*
 * Keeps what Node makes of our files, from one start to the next. Node loads 20 MB to take the types out of a file, so
 * this file has none. Where the folder cannot be written to, nothing is kept.
 */
enableCompileCache(join(import.meta.dirname, '../../node_modules/.cache/node'));
