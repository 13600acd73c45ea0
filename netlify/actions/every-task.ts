/** Does tasks one after the other. One that fails does not stop the others; then it throws the first failure. */
export async function everyTask<Value>(tasks: readonly (() => Promise<Value>)[]): Promise<Value[]> {
  const results: Value[] = [];
  const failures: unknown[] = [];
  for (const task of tasks) {
    try {
      results.push(await task());
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
  return results;
}
