import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { FunctionModule } from './router.ts';

const FUNCTIONS = fileURLToPath(new URL('../functions', import.meta.url));

/** Loads every function of the project. Their `config` says where and when they run. */
export async function loadFunctions(): Promise<FunctionModule[]> {
  const files = (await readdir(FUNCTIONS)).filter((file) => file.endsWith('.ts'));
  const modules: unknown[] = await Promise.all(
    files.sort().map((file) => import(/* @vite-ignore */ pathToFileURL(join(FUNCTIONS, file)).href)),
  );
  return modules.filter(isFunctionModule);
}

function isFunctionModule(module: unknown): module is FunctionModule {
  if (typeof module !== 'object' || module === null) return false;
  return 'default' in module && 'config' in module && typeof module.default === 'function';
}
