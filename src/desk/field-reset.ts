/**
 * Gives every field back what it held when the page was built, whichever view it is in. What a view forgot to
 * clear does not stay in a field either.
 */
export function resetFields(root: ParentNode): void {
  for (const field of root.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')) {
    field.value = field.defaultValue;
    if (field instanceof HTMLInputElement) field.checked = field.defaultChecked;
  }
  for (const select of root.querySelectorAll('select')) {
    const usual = [...select.options].findIndex(({ defaultSelected }) => defaultSelected);
    select.selectedIndex = Math.max(0, usual);
  }
}
