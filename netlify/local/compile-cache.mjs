import { enableCompileCache } from 'node:module';

/*
 * Keeps what Node makes of our files, from one start to the next. Node loads 20 MB to take the types out of a file, so
 * this file has none. Where the folder cannot be written to, nothing is kept.
 */
enableCompileCache('node_modules/.cache/node');
