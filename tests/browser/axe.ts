import axeCore from 'axe-core';
import type { Page } from 'playwright-core';

/** Rules that ask a person to look, and one that takes the number of signatures for a heading. */
const NOT_FOR_US = ['hidden-content', 'focus-order-semantics', 'p-as-heading'];

/** Every rule, experimental ones and advice included; `color-contrast-enhanced` holds 7:1. */
const RULES = axeCore
  .getRules()
  .map(({ ruleId }) => ruleId)
  .filter((ruleId) => !NOT_FOR_US.includes(ruleId));

/** The rules that look at colours. */
export const COLOURS: readonly string[] = ['color-contrast', 'color-contrast-enhanced', 'link-in-text-block'];

/** Faults of the page as it is now, each with the element that has it: of all rules, or of some. */
export async function faultsOf(page: Page, rules: readonly string[] = RULES): Promise<string[]> {
  // Run by the debugger, which the page's policy does not bind.
  await page.evaluate(axeCore.source);
  return page.evaluate(async (values) => {
    const { axe } = globalThis as unknown as { axe: typeof axeCore };
    const { violations } = await axe.run(document, {
      runOnly: { type: 'rule', values },
      resultTypes: ['violations'],
    });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
  }, Array.from(rules));
}
